import {
  decide,
  erasedSubjects,
  fold,
  imaginary,
  ROLES_FOR,
  type CaseCommand,
  type CaseEvent,
  type CaseState,
  type WorkCalendar,
} from '@app/disclosure';
import { LetterRefused, writeLetter, type LetterKind, type Particulars, type WrittenLetter } from '@app/letters';
import { caseHistory, caseStream, knownUnitOf, Refused, seen, type Viewing, type WriteSide } from '@app/use-cases';

export interface LetterOrder {
  caseId: string;
  kind: LetterKind;
  /** The event told of, where there are several. */
  eventId?: string;
  /** The planned act: the letter is a draft of the event that it would record. */
  act?: CaseCommand;
  particulars?: Particulars;
  version?: number;
}

/** Who makes the letter, through which door; for sending it unless told otherwise. */
export type LetterViewing = Pick<Viewing, 'actor' | 'door'> & Partial<Pick<Viewing, 'purpose'>>;

export interface LetterOfCase extends WrittenLetter {
  state: CaseState;
}

/**
 * A letter of a case, from the log itself: drafted for a planned act that the law allows, or as it was sent.
 * @throws Refused, LetterRefused, UnknownUnit, StoreUnavailable
 */
export async function letterOf(write: WriteSide, order: LetterOrder, viewing: LetterViewing): Promise<LetterOfCase> {
  const { caseId, act, ...asked } = order;
  const history = await caseHistory(write.store, caseStream(caseId));
  const state = fold(history);
  if (!state) throw new Refused({ code: 'E_CASE_UNKNOWN', field: 'caseId' });
  const calendars = await write.calendars();
  const planned = act && eventsOf(act, history, state, { today: write.today(), calendar: calendars.latest });
  const unit = await knownUnitOf(write.store, state.unit);
  // What is not sent yet is counted with all that is known.
  const calendarAt = (position: number) => (planned ? calendars.latest : calendars.at(position));
  const written = sayingErased(history, () => writeLetter({ ...asked, history, planned, unit, calendarAt }));
  // A masked letter is none: whoever makes one has seen the person, and it is recorded before it is handed out (T20).
  await seen(write, history, { purpose: 'service', ...viewing });
  return { ...written, state };
}

/** A fact that is missing because its person was erased is said to be that. */
function sayingErased<T>(history: readonly CaseEvent[], write: () => T): T {
  try {
    return write();
  } catch (error) {
    const missing = error instanceof LetterRefused && error.reason === 'FACT_MISSING';
    if (missing && erasedSubjects(history).size > 0) throw new LetterRefused('PERSON_ERASED', error.place, 'PIPL 47');
    throw error;
  }
}

/** What the act would record, decided like a real one, by somebody who may do it. */
function eventsOf(
  act: CaseCommand,
  history: CaseEvent[],
  state: CaseState,
  { today, calendar }: { today: string; calendar: WorkCalendar },
): CaseEvent[] {
  const actor = { id: 'draft', role: ROLES_FOR[act.name][0] };
  const outcome = decide(act, state, { actor, caseId: state.caseId, today, calendar });
  if ('rejection' in outcome) throw new Refused(outcome.rejection);
  return imaginary(outcome.events, history, actor);
}
