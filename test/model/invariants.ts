import {
  type clocksOf,
  effectiveHistory,
  type fold,
  stateCouncilCalendar,
  type CaseEvent,
  type CaseState,
  type Clock,
  type CivilDate,
} from '@app/disclosure';
import { isWorked, later, workedIn, type Book } from './rules';

/** What is known after an act: the state before it, the state now, and what led there. */
export interface Reached {
  before: CaseState | undefined;
  state: CaseState;
  history: readonly CaseEvent[];
  book: Book;
  clocks: typeof clocksOf;
  fold: typeof fold;
  /** The act was a correction or retraction. */
  rewritten: boolean;
}

/** The invariants of R §15 that one state can break; each answers what is wrong, or nothing. 8 is the two time zones. */
export const INVARIANTS: Record<string, (reached: Reached) => string | undefined> = {
  '1: at most one closing': ({ state, history, book }) => {
    const closings = book.entries.flatMap(({ facts }) => facts.filter(({ type }) => type === 'CaseClosed')).length;
    if (closings > 1) return `${closings} closings`;
    if ((state.status === 'VOID' || state.status === 'SPLIT') && closings > 0) return `${state.status} and closed`;
    const inLog = history.filter(({ type }) => type === 'CaseClosed');
    const taken = new Set(history.flatMap((e) => (e.type === 'EntryRetracted' ? [e.data.targetEventId] : [])));
    const standing = inLog.filter(({ id }) => !taken.has(id)).length;
    return standing > 1 ? `${standing} closings in the log` : undefined;
  },
  '2: received before concluded': ({ state: { receivedOn, closing } }) =>
    closing && (receivedOn === null || receivedOn > closing.concludedOn)
      ? `received ${receivedOn}, concluded ${closing.concludedOn}`
      : undefined,
  '3: a due date never moves earlier': ({ before, state, clocks, rewritten }) => {
    if (rewritten || !before) return undefined;
    // Within one run of the clock; a restart begins another period, which may end before the old one.
    const due = (of: CaseState) => clocks(of, stateCouncilCalendar).find(isReply);
    const [was, is] = [due(before), due(state)];
    return was && is && was.startedOn === is.startedOn && is.dueOn < was.dueOn
      ? `${was.dueOn} → ${is.dueOn}`
      : undefined;
  },
  '4: twenty working days without pause, extension, restart': ({ state, clocks }) => {
    const due = clocks(state, stateCouncilCalendar).find(isReply);
    if (!due || state.receivedOn === null || state.epochs.length > 1) return undefined;
    const [epoch] = state.epochs;
    if (epoch?.extension?.notifiedOn !== undefined || epoch?.deferredTo !== undefined) return undefined;
    if (state.consultations.length > 0) return undefined;
    const wd = workedIn(state.receivedOn, due.dueOn);
    return wd !== 20 || !isWorked(due.dueOn) ? `${wd} working days to ${due.dueOn}` : undefined;
  },
  '5: a consultation takes no working day away': ({ state, clocks }) => {
    const due = clocks(state, stateCouncilCalendar).find(isReply);
    const epoch = state.epochs.at(-1);
    if (!due?.parts || !epoch || epoch.deferredTo !== undefined || !RUNS.includes(state.status)) return undefined;
    const free = workedIn(due.startedOn, due.dueOn) - pausedWithin(state, due);
    return free === 20 + due.parts.extension ? undefined : `${free} unpaused, extension ${due.parts.extension}`;
  },
  '7: a correction to the value that stands changes nothing': ({ state, history, fold: foldAll }) => {
    // Folding all of it twice is slow; every fourth day of effect stands for the others.
    if (Number(history.at(-1)!.effectiveOn.slice(8)) % 4 > 0) return undefined;
    const counting = effectiveHistory(history);
    const target = counting[(history.length * 5) % counting.length]!;
    const last = history.at(-1)!;
    const same = Object.entries(target.data as Record<string, unknown>).map(([field, value], i) => {
      const data = { targetEventId: target.id, field, oldValue: value, newValue: value, reason: '-', approvedBy: '-' };
      return { ...last, type: 'EntryCorrected' as const, id: `same-${i}`, data };
    });
    return JSON.stringify(foldAll([...history, ...same])) === JSON.stringify(foldAll(history))
      ? undefined
      : `corrected ${target.id} of ${state.caseId}`;
  },
};

/** Later the clock has stopped, and what is heard of a consultation moves it no more. */
const RUNS: readonly string[] = ['RUNNING', 'CONSULTING', 'DECIDED'];

const isReply = ({ id }: Clock): boolean => id === 'C3';

/** Working days of the period on which a consultation was out, counted day by day. */
function pausedWithin(state: CaseState, { startedOn, dueOn }: Clock): number {
  const paused = new Set<CivilDate>();
  for (const { sentOn, noticeReceivedOn, outcome } of state.consultations) {
    if (sentOn === null || sentOn > dueOn) continue;
    // What is still out has lasted to the last day known of it (docs/decisions.md).
    const to = (outcome ? outcome.endedOn : (noticeReceivedOn ?? sentOn)) ?? sentOn;
    for (let day = sentOn; day < to && day < dueOn;) {
      day = later(day, 1);
      if (day > startedOn && isWorked(day)) paused.add(day);
    }
  }
  return paused.size;
}
