import { createHash } from 'node:crypto';
import { EVENTS, type LedgerEventData, type LedgerEventType } from '@app/disclosure';
import { inMemoryStore, type EventStore, type JsonObject } from '@app/event-store';

/** One fact of a story. */
export type Fact = {
  [T in LedgerEventType]: {
    type: T;
    effectiveOn: string;
    data: LedgerEventData[T];
    note?: string;
    /** Beside unit and command id. */
    metadata?: JsonObject;
  };
}[LedgerEventType];

export const fact = <T extends LedgerEventType>(type: T, effectiveOn: string, data: LedgerEventData[T]): Fact =>
  ({ type, effectiveOn, data }) as Fact;

/** The same text gives the same UUID-shaped id in every run. */
export function idOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const eventIdOf = (stream: string, revision: number) => idOf(`${stream}/${revision}`);

/** Appends facts to a stream, each an append of its own; gives the position of the last. */
export async function append(store: EventStore, stream: string, ...facts: Fact[]): Promise<number> {
  let revision = -1;
  for await (const event of store.readStream(stream)) revision = event.revision;
  let position = 0;
  for (const { type, effectiveOn, data, note, metadata } of facts) {
    const id = eventIdOf(stream, revision + 1);
    const appended = await store.append({
      stream,
      expectedRevision: revision < 0 ? 'no_stream' : revision,
      commandId: id,
      events: [
        {
          id,
          type,
          schemaVersion: EVENTS[type].version,
          effectiveOn,
          actor: { id: 'clerk-1', role: 'handler' },
          data: data as unknown as JsonObject,
          metadata: { unit: 'D01', commandId: id, ...(note === undefined ? {} : { note }), ...metadata },
        },
      ],
    });
    revision += 1;
    position = appended.position;
  }
  return position;
}

export interface CaseOf {
  unit?: string;
  name?: string | null;
  kind?: LedgerEventData['ApplicationRegistered']['applicantKind'];
}

/** An application handed in at the counter, received that day. */
export const registered = (caseNo: string, on: string, { unit = 'D01', name = '张三', kind }: CaseOf = {}): Fact =>
  fact('ApplicationRegistered', on, {
    unit,
    caseNo,
    channel: 'in_person',
    arrivedOn: on,
    receivedOn: on,
    applicantKind: kind ?? 'natural_person',
    applicantName: name,
    applicantIdProof: 'ID-CANARY',
    contact: 'CONTACT-CANARY',
    infoDescription: 'TEXT-CANARY',
    filledByOffice: false,
  });

export const decided = (on: string, resultCode: LedgerEventData['ReplyDecided']['resultCode']): Fact =>
  fact('ReplyDecided', on, {
    decidedOn: on,
    resultCode,
    legalBasis: ['Reg.36(1)'],
    reasons: 'REASONS-CANARY',
    remedy: 'either',
  });

export const dispatched = (on: string): Fact => fact('ReplyDispatched', on, { dispatchedOn: on, mode: 'china_post' });

export const closed = (on: string, resultCode: LedgerEventData['CaseClosed']['resultCode']): Fact =>
  fact('CaseClosed', on, { concludedOn: on, resultCode, closingKind: 'replied' });

export const answered = (on: string, resultCode: LedgerEventData['CaseClosed']['resultCode']): Fact[] => [
  decided(on, resultCode),
  dispatched(on),
  closed(on, resultCode),
];

export const consulted = (consultId: string, on: string): Fact[] => [
  fact('ThirdPartyConsulted', on, { consultId, thirdParty: 'PARTY-CANARY', interest: '商业秘密', sentOn: on }),
  fact('ConsultationNoticeReceived', on, { consultId, receivedOn: on }),
];

export const reconsidered = (reconId: string, filedOn: string): Fact =>
  fact('ReconsiderationFiled', filedOn, { reconId, target: 'inaction', filedOn });

export const reconsiderationEnded = (reconId: string, on: string): Fact =>
  fact('ReconsiderationConcluded', on, { reconId, concludedOn: on, servedOn: on, result: 'upheld' });

/** Ten ways a case can go; `n` makes the numbers and ids of each its own. */
function storyOf(n: number): Fact[] {
  const no = `2025-${String(n).padStart(4, '0')}`;
  const target = (revision: number) => eventIdOf(caseStreamOf(n), revision);
  const approved = { reason: '录入错误', approvedBy: 'head-1' };
  const opening = registered(no, '2025-03-03', { name: `王${n}` });
  const stories: Fact[][] = [
    [opening],
    [registered(no, '2024-12-31'), ...answered('2025-01-20', 'granted')],
    [opening, ...consulted(`c${n}`, '2025-03-05')],
    [
      opening,
      fact('CorrectionRequested', '2025-03-05', { sentOn: '2025-03-05', items: ['内容'], periodWd: 15 }),
      fact('CorrectionNoticeDelivered', '2025-03-07', { servedOn: '2025-03-07' }),
      fact('CorrectionReceived', '2025-03-10', { correctedOn: '2025-03-10', newDescription: 'TEXT-CANARY' }),
      ...answered('2025-03-28', 'partially_granted'),
    ],
    [
      opening,
      fact('FeeNoticeIssued', '2025-03-05', {
        sentOn: '2025-03-05',
        method: 'per_piece',
        units: 12,
        tierBreakdown: [],
        amountYuan: 200,
      }),
      fact('FeeNoticeDelivered', '2025-03-06', { servedOn: '2025-03-06' }),
      fact('FeePaid', '2025-03-12', { paidOn: '2025-03-12', amountYuan: 200 }),
      ...answered('2025-04-03', 'granted'),
    ],
    [
      opening,
      ...answered('2025-03-20', 'denied_third_party'),
      reconsidered(`r${n}`, '2025-04-15'),
      reconsiderationEnded(`r${n}`, '2026-01-08'),
    ],
    [
      opening,
      fact('EntryCorrected', '2025-03-04', {
        ...approved,
        targetEventId: target(0),
        field: 'applicantKind',
        oldValue: 'natural_person',
        newValue: 'legal_commercial',
      }),
      ...answered('2025-03-21', 'unable_not_held'),
    ],
    [
      opening,
      ...answered('2025-03-21', 'granted'),
      fact('EntryRetracted', '2025-03-24', { ...approved, targetEventId: target(3) }),
      closed('2025-03-24', 'granted'),
    ],
    [opening, fact('CaseVoided', '2025-03-04', { reason: 'double_registration' })],
    [
      fact('ApplicationRegistered', '2025-03-03', {
        ...(opening.data as LedgerEventData['ApplicationRegistered']),
        channel: 'internet',
        receivedOn: null,
      }),
      ...(n % 20 === 9
        ? []
        : [fact('ReceiptConfirmed', '2025-03-04', { confirmedOn: '2025-03-04', means: '电话', auto: false })]),
    ],
  ];
  return stories[n % stories.length] ?? [];
}

export const caseStreamOf = (n: number) => `case-${idOf(`case ${n}`)}`;

const OFFICE: [string, Fact][] = [
  ['unit-D01', fact('UnitRegistered', '2024-01-02', { unit: 'D01', name: '示例局', canMakeRules: false })],
  [
    'report-D01-2025',
    fact('ProactiveFigureRecorded', '2025-12-31', {
      unit: 'D01',
      year: 2025,
      cell: 't2.normative_documents.issued',
      value: 3,
      source: '法规处',
      countedOn: '2025-12-31',
    }),
  ],
  [
    'report-D01-2025',
    fact('ReportTextWritten', '2026-01-05', { unit: 'D01', year: 2025, section: 's5', markdown: '问题' }),
  ],
  [
    'report-D01-2025',
    fact('ProactiveFigureRecorded', '2026-01-06', {
      unit: 'D01',
      year: 2025,
      cell: 't2.normative_documents.issued',
      value: 4,
      source: '法规处',
      countedOn: '2026-01-05',
    }),
  ],
  ['unit-D01', fact('UnitRegistered', '2026-01-07', { unit: 'D01', name: '示例管理局', canMakeRules: false })],
];

/** A small repeatable generator (mulberry32): the same seed, the same log. */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** The stories of `count` cases and of one bureau, interleaved: every stream in its order, the log in any. */
export function interleaved(count: number, seed = 1): [string, Fact][] {
  const below = numbersFrom(seed);
  const streams: [string, Fact[]][] = Array.from({ length: count }, (_, n) => [caseStreamOf(n), storyOf(n)]);
  const office = [...OFFICE];
  const log: [string, Fact][] = [];
  while (streams.length > 0 || office.length > 0) {
    const next = office.length > 0 && below(10) === 0 ? office.shift() : undefined;
    if (next) log.push(next);
    if (streams.length === 0) {
      log.push(...office.splice(0));
      break;
    }
    const index = below(Math.min(streams.length, 12));
    const [stream, facts] = streams[index] ?? ['', []];
    const step = facts.shift();
    if (step) log.push([stream, step]);
    if (facts.length === 0) streams.splice(index, 1);
  }
  return log;
}

const notice = (version: string, daysOff: string[]): [string, Fact] => [
  'calendar',
  fact('WorkCalendarUpdated', '2025-03-10', { year: 2025, version, source: '通知', daysOff, makeUpDays: [] }),
];

/** The same with two holiday notices in the middle of it, which move the dates of whatever is open then (R-66). */
export function withNotices(log: readonly [string, Fact][]): [string, Fact][] {
  const [one, two] = [Math.floor(log.length / 3), Math.floor((2 * log.length) / 3)];
  return [
    ...log.slice(0, one),
    notice('one', ['2025-03-17', '2025-03-18']),
    ...log.slice(one, two),
    notice('two', ['2025-03-19', '2025-03-26']),
    ...log.slice(two),
  ];
}

export async function logOf(
  facts: readonly [string, Fact][],
  store: EventStore = inMemoryStore(),
): Promise<EventStore> {
  for (const [stream, step] of facts) await append(store, stream, step);
  return store;
}
