/**
 * An invented city's ledger, with the truth beside it. Shares no code with the product: what the tables must say is
 * known from how each row was made. Dates are `YYYY-MM-DD` strings throughout.
 */

/** Table 3's columns and result rows as the form prints them; the generator's own list, on purpose. */
export const KINDS = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'] as const;
export const KIND_CODES = [
  'natural_person',
  'legal_commercial',
  'legal_research',
  'legal_public_interest',
  'legal_legal_service',
  'legal_other',
] as const;
export const RESULTS: readonly (readonly [number: string, code: string, label: string])[] = [
  ['3.1', 'granted', '予以公开'],
  ['3.2', 'partially_granted', '部分公开'],
  ['3.3.1', 'denied_state_secret', '不予公开-属于国家秘密'],
  ['3.3.2', 'denied_other_law', '不予公开-其他法律行政法规禁止公开'],
  ['3.3.3', 'denied_security_stability', '不予公开-危及“三安全一稳定”'],
  ['3.3.4', 'denied_third_party', '不予公开-保护第三方合法权益'],
  ['3.3.5', 'denied_internal_affairs', '不予公开-属于三类内部事务信息'],
  ['3.3.6', 'denied_process_information', '不予公开-属于四类过程性信息'],
  ['3.3.7', 'denied_enforcement_file', '不予公开-属于行政执法案卷'],
  ['3.3.8', 'denied_administrative_query', '不予公开-属于行政查询事项'],
  ['3.4.1', 'unable_not_held', '无法提供-本机关不掌握相关政府信息'],
  ['3.4.2', 'unable_needs_creation', '无法提供-没有现成信息需要另行制作'],
  ['3.4.3', 'unable_still_unclear', '无法提供-补正后申请内容仍不明确'],
  ['3.5.1', 'not_processed_petition', '不予处理-信访举报投诉类申请'],
  ['3.5.2', 'not_processed_duplicate', '不予处理-重复申请'],
  ['3.5.3', 'not_processed_publication', '不予处理-要求提供公开出版物'],
  ['3.5.4', 'not_processed_excessive', '不予处理-无正当理由大量反复申请'],
  ['3.5.5', 'not_processed_confirmation', '不予处理-要求行政机关确认或重新出具已获取信息'],
  ['3.6.1', 'other_correction_lapsed', '其他处理-申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请'],
  ['3.6.2', 'other_fee_lapsed', '其他处理-申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请'],
  ['3.6.3', 'other_other', '其他处理-其他'],
];

export type AppealKind = 'recon' | 'suit_direct' | 'suit_after_recon';
export type AppealEnd = 'upheld' | 'corrected' | 'other';

export interface Appeal {
  kind: AppealKind;
  filed: string;
  concluded?: string;
  end?: AppealEnd;
}

/** One case as it truly was. */
export interface CityCase {
  no: string;
  received: string;
  /** Index into KINDS. */
  kind: number;
  /** Index into RESULTS, with the day; absent while open. */
  result?: number;
  concluded?: string;
  channel?: string;
  correctionAsked?: string;
  correctionReceived?: string;
  extensionNotified?: string;
  extensionDays?: number;
  consulted?: string;
  opinionOn?: string;
  opinion?: string;
  feeNoticed?: string;
  feeMethod?: string;
  feeYuan?: number;
  feePaid?: string;
  appeals: Appeal[];
}

/** Small deterministic generator, so that a failing city can be made again. */
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

/** Day arithmetic of the generator's own, in UTC. */
export function plusDays(day: string, n: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
}

const CHANNELS = ['当面', '邮寄', '挂号信', 'EMS', '互联网', '网上', '传真', '平信', '信函', '电子邮件'];

export interface CityOptions {
  cases: number;
  seed: number;
  /** First and last day of receipt. */
  from: string;
  to: string;
  /** Nothing is recorded after this day: what would end later is still open. */
  upTo: string;
}

/** A city of a given size: every result occurs, cases and appeals run over the years' ends. */
export function makeCity(options: CityOptions): CityCase[] {
  const random = randomFrom(options.seed);
  const pick = (n: number): number => Math.floor(random() * n);
  const span = (Date.parse(options.to) - Date.parse(options.from)) / 86_400_000;
  const cases: CityCase[] = [];
  for (let i = 0; i < options.cases; i++) {
    const received = plusDays(options.from, pick(span + 1));
    const kind = random() < 0.8 ? 0 : pick(KINDS.length);
    const one: CityCase = {
      no: `SZ${received.slice(0, 4)}-${String(i + 1).padStart(6, '0')}`,
      received,
      kind,
      channel: CHANNELS[pick(CHANNELS.length)],
      appeals: [],
    };
    live(one, i < RESULTS.length * 4 ? i % RESULTS.length : weighted(random), random);
    cases.push(asOf(one, options.upTo));
  }
  return cases;
}

/** Mostly granted, not held and partial, as in real cities. */
function weighted(random: () => number): number {
  const r = random();
  if (r < 0.4) return 0;
  if (r < 0.55) return 1;
  if (r < 0.78) return 10;
  return Math.floor(random() * RESULTS.length);
}

function live(one: CityCase, result: number, random: () => number): void {
  const pick = (n: number): number => Math.floor(random() * n);
  const code = RESULTS[result]![1];
  let day = one.received;
  if (code === 'other_correction_lapsed' || code === 'unable_still_unclear' || random() < 0.12) {
    one.correctionAsked = day = plusDays(day, 1 + pick(9));
    if (code === 'other_correction_lapsed') {
      day = plusDays(day, 15 + pick(20));
    } else {
      one.correctionReceived = day = plusDays(day, 1 + pick(14));
    }
  }
  if (code !== 'other_correction_lapsed' && (code === 'denied_third_party' || random() < 0.06)) {
    one.consulted = day = plusDays(day, 1 + pick(5));
    one.opinionOn = day = plusDays(day, 3 + pick(15));
    one.opinion = code === 'denied_third_party' ? '不同意' : '同意';
  }
  if (code !== 'other_correction_lapsed' && random() < 0.1) {
    one.extensionNotified = day = plusDays(day, 1 + pick(10));
    if (random() < 0.7) one.extensionDays = 1 + pick(20);
  }
  if (code === 'other_fee_lapsed' || (code === 'granted' && random() < 0.02)) {
    one.feeNoticed = day = plusDays(day, 1 + pick(6));
    one.feeMethod = random() < 0.5 ? '按件' : '按量';
    one.feeYuan = 10 * (1 + pick(60));
    if (code === 'other_fee_lapsed') day = plusDays(day, 30 + pick(15));
    else one.feePaid = day = plusDays(day, 1 + pick(20));
  }
  one.concluded = plusDays(day, pick(28));
  one.result = result;
  if (random() < 0.07) appeal(one, one.concluded, random);
}

function appeal(one: CityCase, served: string, random: () => number): void {
  const pick = (n: number): number => Math.floor(random() * n);
  const ends: AppealEnd[] = ['upheld', 'corrected', 'other'];
  const end = (): AppealEnd => ends[pick(3)]!;
  if (random() < 0.75) {
    const filed = plusDays(served, 1 + pick(60));
    const concluded = plusDays(filed, 20 + pick(60));
    one.appeals.push({ kind: 'recon', filed, concluded, end: end() });
    if (random() < 0.3) {
      const suit = plusDays(concluded, 1 + pick(15));
      one.appeals.push({
        kind: 'suit_after_recon',
        filed: suit,
        concluded: plusDays(suit, 60 + pick(180)),
        end: end(),
      });
    }
  } else {
    const suit = plusDays(served, 1 + pick(150));
    one.appeals.push({ kind: 'suit_direct', filed: suit, concluded: plusDays(suit, 60 + pick(180)), end: end() });
  }
}

/** The same case as known at the end of a day: later facts are not there yet. */
export function asOf(one: CityCase, day: string): CityCase {
  const known = (on: string | undefined): string | undefined => (on !== undefined && on <= day ? on : undefined);
  const concluded = known(one.concluded);
  const opinionOn = known(one.opinionOn);
  const feeNoticed = known(one.feeNoticed);
  const extensionNotified = known(one.extensionNotified);
  return {
    ...one,
    correctionAsked: known(one.correctionAsked),
    correctionReceived: known(one.correctionReceived),
    extensionNotified,
    extensionDays: extensionNotified ? one.extensionDays : undefined,
    consulted: known(one.consulted),
    opinionOn,
    opinion: opinionOn ? one.opinion : undefined,
    feeNoticed,
    feeMethod: feeNoticed ? one.feeMethod : undefined,
    feeYuan: feeNoticed ? one.feeYuan : undefined,
    feePaid: known(one.feePaid),
    concluded,
    result: concluded ? one.result : undefined,
    appeals: one.appeals
      .filter((a) => a.filed <= day)
      .map((a) => (a.concluded! <= day ? a : { kind: a.kind, filed: a.filed })),
  };
}
