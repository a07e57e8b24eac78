import { APPLICANT_KINDS, RESULT_CODES, type ApplicantKind, type ResultCode } from '@app/disclosure';
import { AuditedOffice, uuidOf } from './audited-office';

/** Small deterministic generator, so that a failing office can be made again. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const KINDS = Object.keys(APPLICANT_KINDS) as ApplicantKind[];
const RESULTS = Object.keys(RESULT_CODES) as ResultCode[];
const ENDS = ['upheld', 'corrected', 'other'] as const;

interface Told {
  id: string;
  type: string;
}
interface OpenCase {
  stream: string;
  unit: string;
  told: Told[];
}

/** What an office tells in a year, without regard to what is lawful: the counting has to be the same for all of it. */
class Storyteller {
  private readonly cases: OpenCase[] = [];

  constructor(
    private readonly office: AuditedOffice,
    private readonly random: () => number,
  ) {}

  private pick = <T>(of: readonly T[]): T => of[Math.floor(this.random() * of.length)]!;
  private day = (year: number): string =>
    `${year}-${String(1 + Math.floor(this.random() * 12)).padStart(2, '0')}-${String(1 + Math.floor(this.random() * 28)).padStart(2, '0')}`;

  async registers(unit: string, year: number): Promise<void> {
    const caseNo = `${year}-${String(this.cases.length + 1).padStart(4, '0')}`;
    const ofCase: OpenCase = { stream: `case-${uuidOf(`${unit} ${caseNo}`)}`, unit, told: [] };
    const arrivedOn = this.day(year);
    const waits = this.random() < 0.3;
    await this.tell(ofCase, 'ApplicationRegistered', arrivedOn, {
      unit,
      caseNo,
      channel: waits ? 'mail_ordinary' : 'in_person',
      arrivedOn,
      receivedOn: waits ? null : arrivedOn,
      applicantKind: this.pick(KINDS),
      applicantName: '示例申请人',
      applicantIdProof: null,
      contact: null,
      infoDescription: '示例事项',
      filledByOffice: false,
    });
    this.cases.push(ofCase);
  }

  private async tell(ofCase: OpenCase, type: string, on: string, data: object): Promise<void> {
    const id = await this.office.append(ofCase.stream, type, on, data as never, { unit: ofCase.unit });
    ofCase.told.push({ id, type });
  }

  /** One more thing that happens to some case, most often to one of the few that everything happens to. */
  async goesOn(year: number): Promise<void> {
    const ofCase = this.pick(this.random() < 0.7 ? this.cases.filter((_, index) => index % 6 === 0) : this.cases);
    const on = this.day(year);
    const number = 1 + Math.floor(this.random() * 2);
    const [reconId, suitId] = [`recon-${number}`, `suit-${number}`];
    const maybe = (days: Record<string, string>) => (this.random() < 0.5 ? days : {});
    const acts: [number, string, () => object | undefined][] = [
      [3, 'ReceiptConfirmed', () => ({ confirmedOn: on, means: '电话', auto: false })],
      [5, 'CaseClosed', () => ({ concludedOn: on, resultCode: this.pick(RESULTS), closingKind: 'replied' })],
      [0.3, 'CaseVoided', () => ({ reason: 'test_entry' })],
      [0.3, 'ApplicationSplit', () => ({ childCaseIds: this.random() < 0.7 ? ['child-1'] : [], reason: '一事一申请' })],
      [
        2,
        'ReconsiderationFiled',
        () => ({
          reconId,
          target: 'decision',
          filedOn: on,
          ...maybe({ acceptedOn: this.day(year) }),
          ...maybe({ copyReceivedOn: this.day(year) }),
        }),
      ],
      [2, 'ReconsiderationAnswered', () => ({ reconId, copyReceivedOn: this.day(year + 1), answeredOn: on })],
      [
        2,
        'ReconsiderationConcluded',
        () => ({ reconId, concludedOn: on, ...maybe({ servedOn: this.day(year + 1) }), result: this.pick(ENDS) }),
      ],
      [
        2,
        'LitigationFiled',
        () => ({
          suitId,
          route: this.pick(['direct', 'after_reconsideration']),
          filedOn: on,
          ...maybe({ copyReceivedOn: this.day(year + 1) }),
        }),
      ],
      [2, 'LitigationConcluded', () => ({ suitId, concludedOn: on, result: this.pick(ENDS) })],
      [
        1,
        'ReplyDecided',
        () => ({ decidedOn: on, resultCode: 'granted', legalBasis: [], reasons: '示例', remedy: 'either' }),
      ],
      [6, 'EntryCorrected', () => this.correction(ofCase, year)],
      [1.5, 'EntryRetracted', () => this.retraction(ofCase)],
    ];
    let at = this.random() * acts.reduce((sum, [weight]) => sum + weight, 0);
    const [, type, data] = acts.find(([weight]) => (at -= weight) < 0) ?? acts[0]!;
    const made = data();
    if (made) await this.tell(ofCase, type, on, made);
  }

  private correction(ofCase: OpenCase, year: number): object | undefined {
    const target = this.pick(ofCase.told.slice(-5));
    const day = this.day(year);
    const FIELDS: Record<string, [field: string, value: unknown][]> = {
      ApplicationRegistered: [
        ['applicantKind', this.pick(KINDS)],
        ['receivedOn', day],
      ],
      ReceiptConfirmed: [['confirmedOn', day]],
      CaseClosed: [
        ['concludedOn', day],
        ['resultCode', this.pick(RESULTS)],
      ],
      ReconsiderationFiled: [
        ['acceptedOn', this.random() < 0.5 ? undefined : day],
        ['filedOn', day],
      ],
      ReconsiderationConcluded: [
        ['servedOn', this.random() < 0.5 ? undefined : day],
        ['result', this.pick(ENDS)],
      ],
      LitigationFiled: [['copyReceivedOn', this.random() < 0.5 ? undefined : day]],
      LitigationConcluded: [['concludedOn', day]],
    };
    const fields = FIELDS[target.type];
    if (!fields) return undefined;
    const [field, newValue] = this.pick(fields);
    const value = newValue === undefined ? {} : { newValue };
    return { targetEventId: target.id, field, ...value, reason: '录入错误', approvedBy: 'head-1' };
  }

  private retraction(ofCase: OpenCase): object | undefined {
    const target = this.pick(ofCase.told);
    if (target.type === 'ApplicationRegistered') return undefined;
    return { targetEventId: target.id, reason: '误登', approvedBy: 'head-1' };
  }

  async figures(unit: string, year: number): Promise<void> {
    for (const [cell, value] of [
      ['t2.administrative_license.decisions', 1 + Math.floor(this.random() * 900)],
      ['t2.administrative_fee.amount_wan_yuan', Math.floor(this.random() * 1_000_000)],
    ] as const) {
      const data = { unit, year, cell, value, source: '示例系统', countedOn: `${year}-12-31` };
      await this.office.tell(`report-${unit}-${year}`, unit, 'ProactiveFigureRecorded', `${year}-12-31`, data);
    }
  }
}

/** Years of several units: late entries, corrections, an abolished unit, revised and consolidated reports, and seals. */
export async function eventfulYears(seed: number, size = 12): Promise<AuditedOffice> {
  const random = randomFrom(seed);
  const units = ['U1', 'U2', 'U-3', 'G'];
  const office = await AuditedOffice.open(...units);
  const story = new Storyteller(office, random);
  for (const year of [2022, 2023, 2024, 2025]) {
    for (let n = 0; n < size; n++) {
      const unit = units[Math.floor(random() * units.length)]!;
      if (year < 2024 || unit !== 'U-3') await story.registers(unit, random() < 0.15 ? year - 1 : year);
      for (let more = 0; more < 4; more++) await story.goesOn(random() < 0.2 ? year - 1 : year);
      if (random() < 0.1) await office.seal();
    }
    if (year === 2023) {
      const abolished = { unit: 'U-3', lastDay: '2023-10-31', successor: 'U1' };
      await office.tell('unit-U-3', 'U-3', 'UnitAbolished', '2023-10-31', abolished);
    }
    for (const unit of ['U1', 'U2', 'U-3'].filter((each) => each !== 'U-3' || year < 2024)) {
      await story.figures(unit, year);
      if (unit === 'U1' || random() < 0.8) await office.freezes(unit, year, { meanwhile: () => story.goesOn(year) });
      if (office.isPublished(unit, year) && random() < 0.3) {
        await story.goesOn(year);
        await office.freezes(unit, year);
      }
    }
    const below = ['U1', 'U2', 'U-3'].filter((unit) => office.isPublished(unit, year));
    await office.freezes('G', year, { below });
    await office.seal();
  }
  for (let more = 0; more < size; more++) await story.goesOn(2025);
  await office.seal();
  return office;
}
