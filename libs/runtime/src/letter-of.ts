import {
  decide,
  fold,
  imaginary,
  ROLES_FOR,
  type CaseCommand,
  type CaseEvent,
  type CaseState,
  type WorkCalendar,
} from '@app/disclosure';
import { writeLetter, type LetterKind, type Particulars, type WrittenLetter } from '@app/letters';
import { caseHistory, caseStream, knownUnitOf, Refused, type WriteSide } from '@app/use-cases';

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

export interface LetterOfCase extends WrittenLetter {
  state: CaseState;
}

/**
 * A letter of a case, from the log itself: drafted for a planned act that the law allows, or as it was sent.
 * @throws Refused, LetterRefused, UnknownUnit
 */
export async function letterOf(write: WriteSide, order: LetterOrder): Promise<LetterOfCase> {
  const { caseId, act, ...asked } = order;
  const history = await caseHistory(write.store, caseStream(caseId));
  const state = fold(history);
  if (!state) throw new Refused({ code: 'E_CASE_UNKNOWN', field: 'caseId' });
  const calendars = await write.calendars();
  const planned = act && eventsOf(act, history, state, { today: write.today(), calendar: calendars.latest });
  const written = writeLetter({
    ...asked,
    history,
    planned,
    unit: await knownUnitOf(write.store, state.unit),
    // What is not sent yet is counted with all that is known.
    calendarAt: (position) => (planned ? calendars.latest : calendars.at(position)),
  });
  return { ...written, state };
}

/** What the act would record, decided like a real one, by somebody who may do it. */
function eventsOf(
  act: CaseCommand,
  history: CaseEvent[],
  state: CaseState,
  { today, calendar }: { today: string; calendar: WorkCalendar },
): CaseEvent[] {
  const actor = { id: 'draft', role: ROLES_FOR[act.name][0] ?? ('office_head' as const) };
  const outcome = decide(act, state, { actor, caseId: state.caseId, today, calendar });
  if ('rejection' in outcome) throw new Refused(outcome.rejection);
  return imaginary(outcome.events, history, actor);
}
