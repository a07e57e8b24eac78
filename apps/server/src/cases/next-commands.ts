import { decide, type CaseCommand, type CaseState, type CivilDate, type WorkCalendar } from '@app/disclosure';
import { COMMAND_FORMS } from '@app/command-forms';
import { REJECTION_STATUS } from '../problems/rejection-status';
import { SPECIMENS, type NextCommandName } from './specimens';

/** One thing the law lets the office do next, and where to send it. */
export interface NextCommand {
  command: NextCommandName;
  zh: string;
  en: string;
  rule: string;
  method: 'POST';
  href: string;
}

const NAMES = Object.keys(SPECIMENS) as NextCommandName[];
/** The one who could do everything the law gives to any office; who may do what is checked when it is done. */
const ANYBODY = ['handler', 'registrar', 'office_head', 'signer', 'admin'] as const;

/** What is possible in the case today. Refusals about the content of a specimen do not count, those about the case do. */
export function nextCommands(state: CaseState, calendar: WorkCalendar, today: CivilDate): NextCommand[] {
  return NAMES.flatMap((name) =>
    SPECIMENS[name](state, today)
      .filter((data) => isPossible({ name, data } as CaseCommand, state, calendar, today))
      .map((data) => nextCommand(name, { caseId: state.caseId, ...data })),
  );
}

function isPossible(command: CaseCommand, state: CaseState, calendar: WorkCalendar, today: CivilDate): boolean {
  return ANYBODY.some((role) => {
    const outcome = decide(command, state, { actor: { id: '-', role }, caseId: state.caseId, today, calendar });
    return 'events' in outcome || REJECTION_STATUS[outcome.rejection.code] === 422;
  });
}

function nextCommand(name: NextCommandName, ids: Record<string, unknown>): NextCommand {
  const { path, zh, en, rule } = COMMAND_FORMS[name];
  const href = path.replace(/:(\w+)/g, (_match, id: string) => encodeURIComponent(String(ids[id])));
  return { command: name, zh, en, rule, method: 'POST', href: `/api/v1/${href}` };
}
