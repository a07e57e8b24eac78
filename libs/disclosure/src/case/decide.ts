import { isCivilDate } from '../calendar/civil-date';
import type { CaseEventType } from '../events/catalogue';
import { isAfterDue } from './overdue';
import type { Rejection } from '../vocabulary/rejections';
import type { CaseCommand, CaseCommandData, CaseCommandName, DecisionContext, Outcome } from './commands';
import { DECISIONS } from './decisions';
import { isBlank, refuse, type Decision, type StateBefore } from './decisions/decision';
import { PERMISSIONS, ROLES_FOR } from './permissions';
import { brokenBy } from './rewritten-history';
import type { CaseState } from './state';

/**
 * Decides a command on a case as it stands (D1): the facts to record, or the refusal. Late acts are recorded (D14);
 * their findings follow from the state.
 */
export function decide(command: CaseCommand, state: CaseState | undefined, context: DecisionContext): Outcome {
  const outcome = decideNamed(command.name, command.data, state, context);
  return 'events' in outcome && command.note !== undefined ? { events: noted(outcome.events, command.note) } : outcome;
}

function decideNamed<T extends CaseCommandName>(
  name: T,
  data: CaseCommandData[T],
  state: CaseState | undefined,
  context: DecisionContext,
): Outcome {
  const rejection = wrongRole(name, context);
  if (rejection) return { rejection };
  const outcome = decideAnyway(name, data, state, context);
  if ('rejection' in outcome || !outcome.events.some(({ type }) => REWRITING.has(type))) return outcome;
  const broken = brokenBy(outcome.events, context, (command, before, then) =>
    decideAnyway(command.name, command.data, before, then),
  );
  return broken ? { rejection: broken } : outcome;
}

/** What changes the history it is recorded in, so that all of it has to hold again. */
const REWRITING: ReadonlySet<CaseEventType> = new Set<CaseEventType>(['EntryCorrected', 'EntryRetracted']);

/** The same whoever asks. */
function decideAnyway<T extends CaseCommandName>(
  name: T,
  data: CaseCommandData[T],
  state: CaseState | undefined,
  context: DecisionContext,
): Outcome {
  const decision: Decision<T> = DECISIONS[name];
  const rejection =
    incomplete(decision, data) ?? impossibleNow(name, state, context) ?? inTheFuture(decision, data, context);
  if (rejection) return { rejection };
  // A registration was refused above unless there is no case yet, everything else unless there is one.
  return decision.decide(data, state as StateBefore<T>, context);
}

function wrongRole(name: CaseCommandName, { actor }: DecisionContext): Rejection | undefined {
  return ROLES_FOR[name].includes(actor.role) ? undefined : refuse('E_ROLE');
}

function incomplete<T extends CaseCommandName>(decision: Decision<T>, data: CaseCommandData[T]): Rejection | undefined {
  for (const field of decision.required) {
    const value: unknown = data[field];
    if (typeof value !== 'string' || isBlank(value)) return refuse('E_MISSING', field);
  }
  for (const { field, value } of daysOf(decision, data)) {
    if (!isCivilDate(value)) return refuse('E_DATE', field);
  }
  return undefined;
}

function impossibleNow(
  name: CaseCommandName,
  state: CaseState | undefined,
  context: DecisionContext,
): Rejection | undefined {
  if (!state) return name === 'RegisterApplication' ? undefined : refuse('E_CASE_UNKNOWN');
  const permission = PERMISSIONS[name][state.status];
  if (permission === 'allowed') return undefined;
  if (permission === 'overdue') return isAfterDue(state, context.today, context) ? undefined : refuse('E_STATE');
  return refuse(permission, undefined, { state: state.status });
}

function inTheFuture<T extends CaseCommandName>(
  decision: Decision<T>,
  data: CaseCommandData[T],
  { today }: DecisionContext,
): Rejection | undefined {
  const future = daysOf(decision, data).find(({ kind, value }) => kind === 'act' && String(value) > today);
  return future && refuse('E_FUTURE', future.field, { today });
}

/** The days a command tells. A day that is not given is no day; whether it must be given is the command's shape. */
function daysOf<T extends CaseCommandName>(decision: Decision<T>, data: CaseCommandData[T]) {
  const given: Record<string, unknown> = { ...data };
  return Object.entries(decision.days)
    .map(([field, kind]) => ({ field, kind, value: given[field] }))
    .filter(({ value }) => value !== undefined);
}

/** The clerk's note stands with the first fact of the act. */
function noted<E extends { note?: string }>(events: E[], note: string): E[] {
  return events.map((event, i) => (i === 0 ? { ...event, note } : event));
}
