import { civilDateOf } from '../calendar/shanghai-day';
import type { Clock, ClockId } from '../clocks/clock';
import { clocksOf } from '../clocks/clocks-of';
import type { CaseEventType } from '../events/catalogue';
import type { CaseEvent } from '../events/envelope';
import type { CaseFile } from '../replay/case-file';
import { replaySteps } from '../replay/replay-at';
import type { EntryDeadline } from './radar-entry';

/** The clocks that say whether a reply was in time. */
const REPLY_CLOCKS: readonly ClockId[] = ['C3', 'C11'];

/**
 * For each entry of a case the reply period it met, by what was known just before it and seen from the day it was
 * recorded: and whether the entry, a late one or a correction of an earlier one, made a period kept that was over.
 */
export function deadlinesOfEntries(file: CaseFile): Map<string, EntryDeadline> {
  const found = new Map<string, EntryDeadline>();
  const states = replaySteps(file).map(({ state }) => state);
  file.history.forEach((event, i) => {
    const before = states[i - 1];
    const after = states[i];
    if (!before || !after) return;
    const on = civilDateOf(event.recordedAt);
    const calendar = file.calendarAt(event.position);
    const decidedOn = file.history
      .slice(0, i)
      .filter(isDecision)
      .map(({ recordedAt }) => civilDateOf(recordedAt));
    const met = clocksOf(before, calendar, on).filter(({ id }) => REPLY_CLOCKS.includes(id));
    const clock = met.findLast(isOpen) ?? met.findLast(isLate);
    if (!clock) return;
    const rewrites = event.type === 'EntryCorrected' || event.type === 'EntryRetracted';
    const toldLate = rewrites || event.effectiveOn < on;
    const isStillLate = (): boolean =>
      clocksOf(after, calendar, on).some((one) => one.id === clock.id && one.subject === clock.subject && isLate(one));
    found.set(event.id, {
      clock: clock.id,
      dueOn: clock.dueOn,
      turnedInTime: toldLate && isLate(clock) && !isStillLate(),
      decidedInTime: decidedOn.some((day) => day <= clock.dueOn),
    });
  });
  return found;
}

const DECISIONS: readonly CaseEventType[] = ['ReplyDecided', 'ReplyRedecided', 'DecisionSelfCorrected'];
const isDecision = ({ type }: CaseEvent): boolean => DECISIONS.includes(type);

const isOpen = ({ state }: Clock): boolean => state === 'running' || state === 'expired';
/** Overdue, whether it ended too late or still runs; a paused period is not. */
const isLate = ({ state, overdueWd }: Clock): boolean => state !== 'paused' && overdueWd !== undefined;
