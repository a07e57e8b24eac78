import { randomUUID } from 'node:crypto';
import { cellValues, type CellId } from '@app/annual-report';
import {
  DiffReport,
  ExplainCell,
  GetAnnualTables,
  GetPublishedReports,
  ReportAffected,
  SelfAudit,
} from '@app/read-models';
import { publishReport } from '@app/runtime';
import { caseHistory, caseIdOf, caseStream, SplitApplication, WriteReportText } from '@app/use-cases';
import { Bureau, CLERK, HEAD, REVIEWER } from '../support/bureau';
import { KIND_CODES } from '../support/city/city';
import { countYear } from '../support/city/count';
import { eventfulYears, onPaper, type EventfulCase } from '../support/city/eventful-years';
import { recordOf } from '../support/city/record-of';
import { brokenRelations, type Cells } from '../support/city/relations';

const UNIT = 'CITY';
const YEARS = [2023, 2024, 2025];
/** When each year's report is made, and when everything is known. */
const CUT_OFFS = ['2024-01-20', '2025-01-20', '2026-01-20', '2026-11-01'];
const SEED = 20_231_231;
const CASES = 360;
/** Of each story that goes by commands, per year. */
const TOLD = 3;

/** The cases that make a difference in the end; one whose changes take each other back makes none. */
function netOf(reasons: readonly { caseId?: string; delta: number }[]): string[] {
  const net = new Map<string, number>();
  for (const { caseId = '', delta } of reasons) net.set(caseId, (net.get(caseId) ?? 0) + delta);
  return [...net].filter(([, delta]) => delta !== 0).map(([caseId]) => caseId);
}

/** A generated city, published three times while late entries and corrections go on (annual-report §6). */
describe('three consecutive years with everything in them', () => {
  let bureau: Bureau;
  const city: EventfulCase[] = eventfulYears({
    seed: SEED,
    cases: CASES,
    from: '2023-01-01',
    to: '2025-12-31',
    cutOffs: CUT_OFFS,
  });
  /** Of each year, as it was answered when it had just been published, and the live tables then. */
  const printed = new Map<number, string>();
  const live: { at: string; reports: Cells[] }[] = [];
  const liveMembers: Members[] = [];

  beforeAll(async () => {
    bureau = await Bureau.open(UNIT);
    const { ledger } = bureau;
    let goOn: (() => Promise<void>)[] = [];
    for (const [cutOff, year] of [...YEARS, undefined].entries()) {
      for (const each of goOn) await each();
      goOn = [];
      await enterCity(cutOff);
      if (cutOff === 0) {
        await ledger.projector.catchUp();
        const { tables } = await ledger.ask(new GetAnnualTables(UNIT, 2023));
        const onBooks = city.flatMap((one) => onPaper(one, 0, CUT_OFFS) ?? []);
        expect(cellValues(tables)).toMatchObject(countYear(onBooks, 2023));
      }
      if (year !== undefined) {
        for (let i = 0; i < TOLD; i++) goOn.push(...(await stories(year, i)));
        await publishes(year);
        printed.set(year, JSON.stringify(await ledger.ask(new GetPublishedReports(UNIT, year))));
      }
      await ledger.projector.catchUp();
      const now = await Promise.all(YEARS.map(async (each) => ledger.ask(new GetAnnualTables(UNIT, each))));
      live.push({ at: CUT_OFFS[cutOff]!, reports: now.map(({ tables }) => cellValues(tables)) });
      expect(now.flatMap(({ checks }) => checks.filter(({ ok, level }) => !ok && level === 'E'))).toEqual([]);
    }
    for (const year of YEARS) liveMembers.push(await membersOf(year));
  }, 600_000);
  afterAll(() => bureau.close());

  async function enterCity(cutOff: number): Promise<void> {
    for (const [row, one] of city.entries()) {
      const told = onPaper(one, cutOff, CUT_OFFS);
      if (told) await bureau.records(recordOf(UNIT, told), row + 1);
    }
  }

  async function publishes(year: number): Promise<void> {
    const { ledger } = bureau;
    for (const section of ['s1.proactive', 's1.management', 's1.platform', 's1.supervision', 's5']) {
      const markdown = `${year}年${section}的情况：完善制度，逐项改进。`;
      await ledger.execute(
        new WriteReportText({ commandId: randomUUID(), actor: HEAD, unit: UNIT, year, section, markdown }),
      );
    }
    await ledger.projector.catchUp();
    const { commands, queries, foundation } = ledger;
    await publishReport(
      { commands, queries, write: foundation.write },
      { unit: UNIT, year, commandId: randomUUID(), actor: HEAD },
    );
  }

  /** Stories of one year told by commands; what is answered goes on after the year's report. */
  async function stories(year: number, i: number): Promise<(() => Promise<void>)[]> {
    const day = (monthDay: string) => `${year}-${monthDay}`;
    const next = (monthDay: string) => `${year + 1}-${monthDay}`;
    const applicantKind = KIND_CODES[(year + i) % KIND_CODES.length]!;
    const received = async (monthDay: string) =>
      (await bureau.receives(UNIT, day(monthDay), { applicantKind, contact: `示例电话${randomUUID()}` })).caseId;
    const retracts = async (caseId: string, type: string) => {
      const history = await caseHistory(bureau.ledger.foundation.store, caseStream(caseId));
      const target = history.findLast((event) => event.type === type)!.id;
      await bureau.does(caseId, 'RetractEntry', { targetEventId: target, reason: '误登', approvedBy: REVIEWER.id });
    };

    const split = await received('12-18');
    await bureau.ledger.execute(
      new SplitApplication({
        caseId: split,
        commandId: randomUUID(),
        actor: CLERK,
        data: { reason: '三事项', children: ['甲', '乙', '丙'].map((infoDescription) => ({ infoDescription })) },
      }),
    );
    const { caseNo } = (await caseHistory(bureau.ledger.foundation.store, caseStream(split))).find(
      (event) => event.type === 'ApplicationRegistered',
    )!.data as { caseNo: string };
    const [first, second] = [1, 2].map((part) => caseIdOf(UNIT, `${caseNo}-${part}`)) as [string, string];
    await bureau.answers(first, 'granted', day('12-25'), day('12-26'));

    const appealed = await received('06-03');
    await bureau.answers(appealed, 'denied_process_information', day('06-20'), day('06-21'), {
      legalBasis: ['Reg.16(2)'],
      remedy: year < 2024 ? 'either' : 'reconsideration_first',
    });
    await bureau.does(appealed, 'RecordDelivery', { servedOn: day('06-25'), proof: '回执' });
    await bureau.does(appealed, 'RecordReconsideration', { reconId: 'r1', filedOn: day('08-20') });

    const inTime = await received('12-21');
    await bureau.does(inTime, 'Withdraw', { withdrawnOn: day('12-22'), document: '申请书', identityVerified: true });
    const withdrawn = await received('12-22');
    const lapsing = await received('12-10');
    await bureau.does(lapsing, 'RequestCorrection', { sentOn: day('12-15'), items: ['名称不明确'], periodWd: 10 });
    await bureau.does(lapsing, 'RecordCorrectionNoticeDelivery', { servedOn: day('12-18') });
    const lapsed = await received('03-04');
    await bureau.does(lapsed, 'RequestCorrection', { sentOn: day('03-06'), items: ['名称不明确'], periodWd: 10 });
    await bureau.does(lapsed, 'RecordCorrectionNoticeDelivery', { servedOn: day('03-07') });
    await bureau.does(lapsed, 'LapseCorrection', {});
    const charged = await received('12-02');
    await bureau.does(charged, 'IssueFeeNotice', {
      sentOn: day('12-16'),
      method: 'per_page',
      units: 65,
      amountYuan: 350,
    });
    await bureau.does(charged, 'RecordFeeNoticeDelivery', { servedOn: day('12-18') });
    const twice = await received('11-11');
    const wrongColumn = await received('12-05');
    return [
      () => bureau.answers(second, 'unable_not_held', next('01-08'), next('01-09')).then(() => undefined),
      async () => {
        await bureau.does(appealed, 'ConcludeReconsideration', {
          reconId: 'r1',
          concludedOn: next('01-15'),
          result: 'corrected',
          redecisionPeriod: 20,
        });
        await bureau.does(appealed, 'OrderRedecision', {
          source: { reconId: 'r1' },
          orderReceivedOn: next('01-16'),
          periodWd: 20,
          dueOn: next('02-16'),
        });
        await bureau.does(appealed, 'Redecide', {
          decidedOn: next('02-02'),
          resultCode: 'granted',
          legalBasis: ['Reg.36'],
          reasons: '重作',
          remedy: 'either',
          docNo: `示例〔${year + 1}〕${i}号`,
          decidedBy: 'signer-1',
        });
      },
      () =>
        bureau
          .does(withdrawn, 'Withdraw', { withdrawnOn: next('01-04'), document: '申请书', identityVerified: true })
          .then(() => undefined),
      () => bureau.does(lapsing, 'LapseCorrection', {}).then(() => undefined),
      () => retracts(lapsed, 'CorrectionLapsed'),
      () => bureau.does(charged, 'RecordPayment', { paidOn: next('01-10'), amountYuan: 350 }).then(() => undefined),
      () =>
        bureau.does(twice, 'VoidCase', { reason: 'double_registration', approvedBy: HEAD.id }).then(() => undefined),
      async () => {
        const history = await caseHistory(bureau.ledger.foundation.store, caseStream(wrongColumn));
        const newValue = KIND_CODES[(year + i + 1) % KIND_CODES.length]!;
        await bureau.does(wrongColumn, 'CorrectEntry', {
          targetEventId: history[0]!.id,
          field: 'applicantKind',
          newValue,
          reason: '录入错误',
          approvedBy: REVIEWER.id,
        });
      },
      async () => {
        const late = await received('10-10');
        await bureau.answers(late, 'granted', day('10-20'), day('10-21'));
        await bureau.does(late, 'RecordReconsideration', { reconId: 'r1', filedOn: day('11-20') });
      },
    ];
  }

  async function published(year: number) {
    return (await bureau.ledger.ask(new GetPublishedReports(UNIT, year))).at(-1)!;
  }

  type Members = Record<string, Set<string>>;
  const BOOKS = ['new_received', 'carried_in', 'results_total', 'carried_out'];

  /** The cases in the four rows of the relation, column by column; of a published report as known when it was made. */
  async function membersOf(year: number, at?: number): Promise<Members> {
    const found: Members = {};
    for (const row of BOOKS) {
      for (const column of KIND_CODES) {
        const cell = `t3.${row}.${column}` as CellId;
        const { members } = await bureau.ledger.ask(new ExplainCell(UNIT, year, cell, { at }));
        const ids = new Set(members.map(({ caseId }) => caseId));
        expect([cell, ids.size]).toEqual([cell, members.length]);
        found[`${row}.${column}`] = ids;
      }
    }
    return found;
  }

  it('has everything in it', async () => {
    const types: Record<string, number> = {};
    for await (const { type } of bureau.ledger.foundation.store.readAll({})) types[type] = (types[type] ?? 0) + 1;
    for (const type of [
      'ApplicationSplit',
      'ApplicationWithdrawn',
      'CaseVoided',
      'CorrectionLapsed',
      'EntryCorrected',
      'EntryRetracted',
      'FeeLapsed',
      'FeePaid',
      'LitigationConcluded',
      'ReconsiderationConcluded',
      'ReplyRedecided',
      'PriorPeriodAdjusted',
    ]) {
      expect([type, (types[type] ?? 0) > 0]).toEqual([type, true]);
    }
  });

  it('every relation holds in every column of what was published, and of the live tables all the while', async () => {
    const reports = await Promise.all(YEARS.map(async (year) => (await published(year)).cells));
    expect(brokenRelations(reports)).toEqual([]);
    for (const [i, { at, reports: now }] of live.entries()) {
      // The live tables of a year rest on the published ones before it; the first continues into what was published.
      for (const [y] of YEARS.entries()) {
        const before = reports.slice(0, Math.min(y, i + 1));
        const rest = now.slice(before.length, y + 1);
        expect([at, YEARS[y], brokenRelations([...before, ...rest])]).toEqual([at, YEARS[y], []]);
      }
    }
  });

  it('the same cases are carried out of a year and into the next, column by column (K-04)', async () => {
    const books = await Promise.all(YEARS.map(async (year) => membersOf(year, (await published(year)).position)));
    for (const [y, now] of [...books, ...liveMembers.slice(1)].entries()) {
      const before = y < books.length ? books[y - 1] : books[y - books.length];
      for (const column of KIND_CODES) {
        if (before) expect(now[`carried_in.${column}`]).toEqual(before[`carried_out.${column}`]);
        const entered = [...now[`new_received.${column}`]!, ...now[`carried_in.${column}`]!].sort();
        const left = [...now[`results_total.${column}`]!, ...now[`carried_out.${column}`]!].sort();
        expect(left).toEqual(entered);
        expect(new Set(entered).size).toBe(entered.length);
      }
    }
    for (const row of ['new_received', 'results_total']) {
      const all = books.flatMap((book) => KIND_CODES.flatMap((column) => [...book[`${row}.${column}`]!]));
      expect(new Set(all).size).toBe(all.length);
    }
  });

  it('proceedings pending at the end of a year are in the next, and none is filed twice (K-11)', async () => {
    const appeals = async (year: number, group: string, cell: string) => {
      const { position } = await published(year);
      const asked = new ExplainCell(UNIT, year, `t4.${group}.${cell}` as CellId, { at: position });
      return (await bureau.ledger.ask(asked)).members.map(({ caseId }) => caseId).sort();
    };
    for (const group of ['recon', 'suit_direct', 'suit_after_recon']) {
      for (const year of YEARS.slice(1)) {
        const pending = await appeals(year - 1, group, 'pending');
        const total = await appeals(year, group, 'total');
        const without = [...total];
        for (const caseId of pending) {
          const index = without.indexOf(caseId);
          expect([group, year, caseId, index >= 0]).toEqual([group, year, caseId, true]);
          without.splice(index, 1);
        }
      }
    }
    const checks = await Promise.all(YEARS.map(async (year) => (await published(year)).checksPassed));
    for (const passed of checks.slice(1)) expect(passed).toEqual(expect.arrayContaining(['K-04', 'K-08', 'K-11']));
    for (const passed of checks) {
      const always = ['K-01', 'K-02', 'K-03', 'K-05', 'K-06', 'K-07', 'K-10'];
      expect(passed).toEqual(expect.arrayContaining(always));
    }
  });

  it('each difference is the sum of its reasons, and names every case entered late or corrected', async () => {
    for (const [cutOff, year] of YEARS.entries()) {
      const difference = (await bureau.ledger.ask(new DiffReport(UNIT, year)))!;
      const before = (await published(year)).cells;
      const now = cellValues((await bureau.ledger.ask(new GetAnnualTables(UNIT, year))).tables);
      const differing = (Object.keys(now) as CellId[]).filter((cell) => now[cell] !== before[cell]);
      expect(difference.cells.map(({ cell }) => cell)).toEqual(differing);
      for (const { cell, published: then, now: value, delta, reasons } of difference.cells) {
        expect([cell, then, value]).toEqual([cell, before[cell], now[cell]]);
        expect([cell, reasons.reduce((sum, reason) => sum + reason.delta, 0)]).toEqual([cell, delta]);
        expect(reasons.filter(({ kind, caseId }) => kind === 'rule' || caseId === undefined)).toEqual([]);
      }
      // Cases no earlier report has counted: there the truth alone says whether anything changed.
      const ownCases = city.filter((one) =>
        [0, 1, 2, 3].every((each) => Number((onPaper(one, each, CUT_OFFS) ?? one.truth).received.slice(0, 4)) >= year),
      );
      const counted = (one: EventfulCase, each: number) => {
        const told = onPaper(one, each, CUT_OFFS);
        return JSON.stringify(countYear(told ? [told] : [], year));
      };
      const changed = ownCases.filter((one) => counted(one, cutOff) !== counted(one, CUT_OFFS.length - 1));
      expect(difference.offset.filter(({ reasons }) => reasons.reduce((sum, { delta }) => sum + delta, 0))).toEqual([]);
      const touched = [...difference.cells, ...difference.offset];
      const named = new Set(
        touched.flatMap(({ cell, reasons }) => netOf(reasons).map((caseId) => (cell.startsWith('t2.') ? '' : caseId))),
      );
      const own = ownCases.map((one) => caseIdOf(UNIT, one.truth.no));
      expect(own.filter((caseId) => named.has(caseId)).sort()).toEqual(
        changed.map((one) => caseIdOf(UNIT, one.truth.no)).sort(),
      );
      expect(changed.length).toBeGreaterThan(5);
      const { affected } = await bureau.ledger.ask(new ReportAffected(UNIT, year));
      expect([...new Set(affected.map(({ caseId }) => caseId))].sort()).toEqual([...named].sort());
    }
  });

  it('what was published stands as it was, byte for byte', async () => {
    for (const year of YEARS) {
      expect(JSON.stringify(await bureau.ledger.ask(new GetPublishedReports(UNIT, year)))).toBe(printed.get(year));
    }
  });

  it('the self-audit, which asks the log alone, finds no difference in any cell, register line or clock', async () => {
    const audit = await bureau.ledger.ask(new SelfAudit({ on: '2026-11-02' }));
    expect(audit).toMatchObject({ differences: 0, listed: [] });
  });
});
