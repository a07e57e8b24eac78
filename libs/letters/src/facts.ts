import type { CaseEvent, CaseState, WorkCalendar } from '@app/disclosure';
import { LetterRefused } from './letter-refused';
import type { Particulars } from './particulars';

/** What a template is given. It knows nothing else, so that the same facts give the same letter. */
export interface LetterFacts {
  /** The case once the event had happened; for a letter before its act, the case as it stands. */
  state: CaseState;
  /** What had happened by then, corrections in effect. */
  history: readonly CaseEvent[];
  /** The event told of; absent for a letter before its act. */
  event?: CaseEvent;
  unit: { name: string };
  calendar: WorkCalendar;
  particulars: Particulars;
}

/** A fact the letter cannot do without. @throws LetterRefused for one that is erased, blank or was never recorded */
export function need<T>(value: T | null | undefined, place: string, rule: string): T {
  if (value === null || value === undefined || (typeof value === 'string' && value.trim() === '')) {
    throw new LetterRefused('FACT_MISSING', place, rule);
  }
  return value;
}

/** The event as one of the type the letter tells of. */
export function told<T extends CaseEvent['type']>({ event }: LetterFacts, type: T, rule: string) {
  if (event?.type !== type) throw new LetterRefused('NOTHING_TO_TELL', type, rule);
  return event as Extract<CaseEvent, { type: T }>;
}
