import { compareClocks, type ClockView } from '../clocks/compare-clocks';
import type { ClockId } from '../clocks/clock';
import type { Finding } from '../vocabulary/findings';
import type { CaseFile, Moment } from './case-file';
import { causesBetween, type Cause } from './causes';
import { valuesOf, type FieldPath } from './fields';
import type { LetterSent } from './letters-sent';
import { replayAt, type CaseAt } from './replay-at';

/** A value of the case that differs; `undefined` where one side has none. */
export interface FieldChange {
  field: FieldPath;
  before?: unknown;
  after?: unknown;
}

/** What one cause did to a clock. */
export interface ClockReason {
  cause: Cause;
  before: ClockView | null;
  after: ClockView | null;
}

/** A clock that is counted otherwise, began or ended, with every cause between, in order. */
export interface ClockDifference {
  clock: ClockId;
  subject?: string;
  before: ClockView | null;
  after: ClockView | null;
  because: ClockReason[];
}

/** What changed in a case between two moments. */
export interface Difference {
  from: Moment;
  to: Moment;
  fields: FieldChange[];
  clocks: ClockDifference[];
  findings: { appeared: Finding[]; vanished: Finding[] };
  letters: LetterSent[];
}

/** From `from` to `to`, which is not earlier. @throws RangeError */
export function difference(file: CaseFile, from: Moment, to: Moment): Difference {
  if (to.revision < from.revision || to.position < from.position || to.on < from.on) {
    throw new RangeError('the second moment of a difference is not before the first');
  }
  return compared(file, replayAt(file, from), replayAt(file, to));
}

/** The same of two views that are at hand. */
export function compared(file: CaseFile, before: CaseAt, after: CaseAt): Difference {
  return {
    from: before.moment,
    to: after.moment,
    fields: changedFields(before, after),
    clocks: changedClocks(file, before, after),
    findings: { appeared: notIn(before, after.findings), vanished: notIn(after, before.findings) },
    letters: after.letters.slice(before.letters.length),
  };
}

function changedFields(before: CaseAt, after: CaseAt): FieldChange[] {
  const [old, now] = [valuesOf(before.state), valuesOf(after.state)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((field) => old.get(field) !== now.get(field))
    .map((field) => ({
      field,
      ...(old.has(field) && { before: old.get(field) }),
      ...(now.has(field) && { after: now.get(field) }),
    }));
}

function changedClocks(file: CaseFile, before: CaseAt, after: CaseAt): ClockDifference[] {
  const changes = compareClocks(before.clocks, after.clocks).filter((change) => !same(change.before, change.after));
  if (changes.length === 0) return [];
  const found: ClockDifference[] = changes.map((change) => ({ ...change, because: [] }));
  let last = before;
  for (const { cause, moment } of causesBetween(file, before.moment, after.moment)) {
    const next = replayAt(file, moment);
    for (const step of compareClocks(last.clocks, next.clocks)) {
      if (same(step.before, step.after)) continue;
      const changed = found.find(({ clock, subject }) => clock === step.clock && subject === step.subject);
      changed?.because.push({ cause, before: step.before, after: step.after });
    }
    last = next;
  }
  return found;
}

function same(one: ClockView | null, other: ClockView | null): boolean {
  return one?.dueOn === other?.dueOn && one?.state === other?.state && one?.provisional === other?.provisional;
}

function notIn({ findings }: CaseAt, others: readonly Finding[]): Finding[] {
  const known = new Set(findings.map(nameOf));
  return others.filter((finding) => !known.has(nameOf(finding)));
}

const nameOf = ({ code, eventId, detail }: Finding): string => JSON.stringify([code, eventId, detail]);
