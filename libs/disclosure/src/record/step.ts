import type { CivilDate } from '../calendar/civil-date';
import type { CaseState } from '../case/state';
import type { CaseEventData, CaseEventType, Dated } from '../events/catalogue';
import type { CaseEvent, CaseEventOf } from '../events/envelope';
import { takesEffectOn } from '../events/takes-effect-on';
import type { CaseRecord } from './case-record';

/** A fact that the row means, beside the recorded entry that says it already, if there is one. */
export interface Step<T extends CaseEventType = CaseEventType> {
  type: T;
  data: CaseEventData[T];
  effectiveOn: CivilDate;
  known?: CaseEventOf<T>;
  /** Fields in which a known entry has to say what the row says. */
  told: readonly (keyof CaseEventData[T] & string)[];
}

/** Any step; its type, data and fields belong together. */
export type AnyStep = { [T in CaseEventType]: Step<T> }[CaseEventType];

/** What is known of the case beside its row. */
export interface Known {
  caseId: string;
  state?: CaseState;
  /** The row the case would be exported as. */
  row?: CaseRecord;
  /** The effective history. */
  events: readonly CaseEvent[];
}

interface StepOptions<T extends CaseEventType> {
  known?: CaseEventOf<T>;
  told?: Step<T>['told'];
  /** The day of an undated step (L-19). */
  undatedOn?: CivilDate;
}

/** A step on its own day; one the ledger does not date takes the day of its neighbour, and `null` stays in its data. */
export function step<T extends CaseEventType>(type: T, data: CaseEventData[T], options: StepOptions<T>): AnyStep {
  const own: Dated = takesEffectOn(type, data);
  const effectiveOn = own ?? options.undatedOn;
  if (effectiveOn === undefined) throw new Error(`${type} has no day to take effect on`);
  return { type, data, effectiveOn, known: options.known, told: options.told ?? [] } as unknown as AnyStep;
}

/** The last entry of a type, of one consultation or proceeding where its id is given. */
export function lastOf<T extends CaseEventType>(
  { events }: Known,
  type: T,
  belongs: (data: CaseEventData[T]) => boolean = () => true,
): CaseEventOf<T> | undefined {
  return events.findLast(
    (event): event is CaseEventOf<T> => event.type === type && belongs(event.data as CaseEventData[T]),
  );
}

export function entryById<T extends CaseEventType>(
  { events }: Known,
  type: T,
  id: string | undefined,
): CaseEventOf<T> | undefined {
  return events.find((event): event is CaseEventOf<T> => event.type === type && event.id === id);
}

/** Names of the fields for which the row says something new. */
export function toldBy<F extends string>(
  { row }: Known,
  record: CaseRecord,
  fields: { [K in F]: keyof CaseRecord },
): F[] {
  return (Object.keys(fields) as F[]).filter((field) => row?.[fields[field]] !== record[fields[field]]);
}
