import type { Act, Circumstances, Fact, Verdict } from './acts';
import { isDay } from './calendar';
import { after, type Case } from './case';
import { judge } from './judge';

/** An act that counts, the facts it recorded and their ids. An excuse whose correction was taken back has no act. */
interface Entry {
  act: Act | undefined;
  around: Circumstances;
  facts: readonly Fact[];
  ids: readonly string[];
}

/** Everything recorded of a case that counts today, and the case it amounts to. */
export interface Book {
  entries: readonly Entry[];
  /** Number of facts ever recorded; ids are given in order. */
  count: number;
  now: Case | undefined;
}

export const emptyBook: Book = { entries: [], count: 0, now: undefined };

/** What comes of an act, and the book after it. */
export function ask(book: Book, act: Act, around: Circumstances): { verdict: Verdict; book: Book } {
  if (act.name === 'CorrectEntry' || act.name === 'RetractEntry') return rewrite(book, act, around);
  const verdict = judge(act, book.now, around);
  if (typeof verdict === 'string') return { verdict, book };
  const facts = verdict.map((fact, i) => ({ fact, id: idOf(book.count + i) }));
  const entries = [...book.entries, ...entriesOf(act, around, facts)];
  return { verdict, book: { entries, count: book.count + facts.length, now: told(book.now, facts) } };
}

const idOf = (n: number): string => `event-${n + 1}`;

function told(now: Case | undefined, facts: readonly { fact: Fact; id: string }[]): Case | undefined {
  return facts.reduce<Case | undefined>((before, { fact, id }) => after(before, fact, id), now);
}

/** A registration that tells the confirmation as well is two acts, and so is a late correction with its excuse. */
function entriesOf(act: Act, around: Circumstances, facts: readonly { fact: Fact; id: string }[]): Entry[] {
  if (act.name === 'ReceiveCorrection') {
    const { excuse: _, ...bare } = act.data;
    if (facts.length === 1) return [entryOf({ ...act, data: bare }, around, facts)];
    return [entryOf(undefined, around, facts.slice(0, 1)), entryOf(act, around, facts.slice(1))];
  }
  if (act.name !== 'RegisterApplication') return [entryOf(act, around, facts)];
  const { confirmedOn, ...data } = act.data;
  if (facts.length === 1) return [entryOf({ name: 'RegisterApplication', data }, around, facts)];
  return [
    entryOf({ name: 'RegisterApplication', data }, around, facts.slice(0, 1)),
    entryOf({ name: 'ConfirmReceipt', data: { confirmedOn: confirmedOn! } }, around, facts.slice(1)),
  ];
}

const entryOf = (act: Act | undefined, around: Circumstances, facts: readonly { fact: Fact; id: string }[]): Entry => ({
  act,
  around,
  facts: facts.map(({ fact }) => fact),
  ids: facts.map(({ id }) => id),
});

/** A registration is voided, a split has cases of its own, a closing goes with what it follows from (core's docstring). */
const NEVER_RETRACTED: readonly string[] = ['ApplicationRegistered', 'ApplicationSplit', 'CaseClosed', 'CaseVoided'];

/** an entry is replaced or taken back if everything else recorded still holds. */
function rewrite(
  book: Book,
  act: Extract<Act, { name: 'CorrectEntry' | 'RetractEntry' }>,
  around: Circumstances,
): { verdict: Verdict; book: Book } {
  const refused = (verdict: string) => ({ verdict, book });
  const { targetEventId, approvedBy } = act.data;
  const possible = judge(act, book.now, around);
  if (typeof possible === 'string') return refused(possible);
  if (approvedBy.trim() === '' || approvedBy.trim() === around.id) return refused('E_ROLE');
  const at = book.entries.findIndex(({ ids }) => ids.includes(targetEventId));
  const entry = book.entries[at];
  if (!entry) return refused('E_ENTRY_UNKNOWN');
  const target = entry.facts[entry.ids.indexOf(targetEventId)]!;

  if (act.name === 'RetractEntry') {
    if (NEVER_RETRACTED.includes(target.type)) return refused('E_DEPENDENT');
    const entries = book.entries.toSpliced(at, 1);
    const verdict = entry.facts.map(() => ({ type: 'EntryRetracted', data: {} }));
    return replayed(book, entries, at, verdict, around.today);
  }

  const { field, newValue } = act.data;
  if (!isCorrectable(target, field, newValue)) return refused('E_FIELD');
  if (target.data[field] === newValue) return refused('E_NO_CHANGE');
  const changed = changedAct(entry, target, field, newValue);
  if (!changed) return refused('E_DEPENDENT');
  const entries = book.entries.map((each, i) => (i === at ? { ...each, act: changed } : each));
  return replayed(book, entries, at, { target, field }, around.today);
}

/** The fields the model is asked to correct: days of acts, and what a case is counted by. Ids and outcomes are fixed. */
function isCorrectable({ type, data }: Fact, field: string, value: unknown): boolean {
  if (type === 'CaseClosed' || type === 'CaseVoided' || field === 'lapsedOn') return false;
  if (field === 'applicantKind' || field === 'resultCode') return Object.hasOwn(data, field);
  return field.endsWith('On') && Object.hasOwn(data, field) && typeof value === 'string' && isDay(value);
}

/** The act as it would have been told. */
function changedAct({ act }: Entry, { data }: Fact, field: string, value: unknown): Act | undefined {
  if (!act) return undefined;
  // Of what counts as received on arrival there is one day only.
  if (field === 'receivedOn' && act.name === 'RegisterApplication') {
    return data['receivedOn'] === null ? undefined : changedAs(act, 'arrivedOn', value);
  }
  return changedAs(act, field, value);
}

const changedAs = (act: Act, field: string, value: unknown): Act =>
  ({ ...act, data: { ...act.data, [field]: value } }) as Act;

/** Plays the acts again. What held before has to hold still, and records the same but for what was corrected. */
function replayed(
  book: Book,
  entries: readonly Entry[],
  from: number,
  wanted: Fact[] | { target: Fact; field: string },
  today: string,
): { verdict: Verdict; book: Book } {
  const held = holding(book.entries, today);
  const renewed: Entry[] = [];
  let now: Case | undefined;
  let corrections = 0;
  for (const [i, entry] of entries.entries()) {
    const verdict = verdictOn(entry, now, today);
    const asBefore = typeof verdict !== 'string' && verdict.length === entry.facts.length;
    if (!asBefore && held.has(entry.ids[0]!)) return { verdict: 'E_DEPENDENT', book };
    const isTarget = !Array.isArray(wanted) && i === from;
    let facts = entry.facts;
    if (asBefore) {
      for (const [n, fact] of verdict.entries()) {
        for (const field of differing(fact, entry.facts[n]!)) {
          if (Array.isArray(wanted) || !follows(wanted, fact, field, isTarget)) return { verdict: 'E_DEPENDENT', book };
          corrections++;
        }
      }
      facts = verdict;
    } else if (isTarget) return { verdict: 'E_DEPENDENT', book };
    renewed.push({ ...entry, facts });
    now = told(
      now,
      facts.map((fact, n) => ({ fact, id: entry.ids[n]! })),
    );
  }
  const verdict = Array.isArray(wanted)
    ? wanted
    : Array.from({ length: corrections }, () => ({ type: 'EntryCorrected', data: {} }));
  return { verdict, book: { entries: renewed, count: book.count + verdict.length, now } };
}

/** The ids of the entries whose acts are lawful on what stands before them, seen from today. */
function holding(entries: readonly Entry[], today: string): Set<string> {
  const held = new Set<string>();
  let now: Case | undefined;
  for (const entry of entries) {
    const verdict = verdictOn(entry, now, today);
    const same =
      typeof verdict !== 'string' &&
      verdict.length === entry.facts.length &&
      verdict.every((fact, n) => differing(fact, entry.facts[n]!).length === 0);
    if (same) held.add(entry.ids[0]!);
    now = told(
      now,
      entry.facts.map((fact, n) => ({ fact, id: entry.ids[n]! })),
    );
  }
  return held;
}

/** Whoever did it: who may do what was asked when it was recorded. */
function verdictOn({ act, around, facts }: Entry, now: Case | undefined, today: string): Verdict {
  if (!act) return now?.status === 'AWAITING_CORRECTION' ? [...facts] : 'E_DEPENDENT';
  const then = { ...around, role: 'office_head', today };
  if (act.name !== 'ReceiveCorrection') return judge(act, now, then);
  // The excuse is on record of its own, needed or not.
  const { excuse: _, ...bare } = act.data;
  const data = now?.correction?.excused ? { ...bare, excuse: { reason: '-', approvedBy: '-' } } : bare;
  const verdict = judge({ ...act, data }, now, then);
  return typeof verdict === 'string' ? verdict : verdict.filter(({ type }) => type !== 'LateCorrectionExcused');
}

function differing(one: Fact, other: Fact): string[] {
  if (one.type !== other.type) return ['type'];
  return [...new Set([...Object.keys(one.data), ...Object.keys(other.data)])].filter(
    (field) => JSON.stringify(one.data[field]) !== JSON.stringify(other.data[field]),
  );
}

/** What is corrected along with a field: the other name of the same day, and the closing that repeats it. */
function follows(
  { target, field }: { target: Fact; field: string },
  fact: Fact,
  of: string,
  isTarget: boolean,
): boolean {
  if (isTarget && fact.type === target.type) {
    return of === field || (fact.type === 'ApplicationRegistered' && (of === 'arrivedOn' || of === 'receivedOn'));
  }
  if (fact.type !== 'CaseClosed') return false;
  if (of === 'concludedOn') return isTarget && (field === 'dispatchedOn' || field === 'withdrawnOn');
  return of === 'resultCode' && target.type === 'ReplyDecided' && field === 'resultCode';
}
