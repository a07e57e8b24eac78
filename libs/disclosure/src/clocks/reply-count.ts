import type { CivilDate } from '../calendar/civil-date';
import type { WorkCalendar } from '../calendar/work-calendar';
import { due, workingBetween } from '../calendar/working-days';
import type { Consultation, Epoch } from '../case/state';
import type { WorkingDay } from './clock';
import { REPLY_PERIOD_WD, type Deadline } from './deadlines';
import { pausedDays, pauseOf } from './pauses';

export interface CountedPeriod extends Deadline {
  parts: { base: number; extension: number; paused: number };
  /** An open consultation holds the clock. */
  paused: boolean;
  /** Consultations sent when the period was over; they pause nothing. */
  afterDue: Consultation[];
  /** Some pause was recorded without days or number (L-19): the period may have ended later. */
  unmeasured: boolean;
}

/** Something that moves the end of the period, on the day it took effect. */
type Step =
  | { on: CivilDate; extraWd: number }
  | { on: CivilDate; consultation: Consultation; pause: { after: CivilDate; to: CivilDate; open: boolean } };

/**
 * Counts one run of the reply clock: `due(anchor, 20 + extension + |union of pauses|)`. `asOf`: how long
 * open consultations have lasted; `until`: the day the clock stopped, after which nothing moves it. `undefined` when
 * the day it began is not recorded (L-19). `base`: the working days of a period that is not the law's 20.
 */
export function countReplyPeriod(
  epoch: Epoch,
  consultations: Consultation[],
  calendar: WorkCalendar,
  { asOf, until, base = REPLY_PERIOD_WD }: { asOf?: CivilDate; until?: CivilDate; base?: number },
): CountedPeriod | undefined {
  const { startedOn, deferredTo } = epoch;
  if (startedOn === null) return undefined;

  const steps: Step[] = [];
  let [byNumber, unmeasured] = [0, false];
  for (const consultation of consultations) {
    const pause = pauseOf(consultation, calendar, asOf);
    if (pause.measure === 'days') steps.push({ on: pause.after, consultation, pause });
    if (pause.measure === 'number') byNumber += pause.workingDays;
    unmeasured ||= pause.measure === 'unknown';
  }
  const { extraWd = 0, notifiedOn } = epoch.extension ?? {};
  if (notifiedOn !== undefined) steps.push({ on: notifiedOn, extraWd });

  const pausedBy = new Map<CivilDate, string[]>();
  const afterDue: Consultation[] = [];
  let [extension, paused] = [0, false];
  const countedNow = () => due(startedOn, base + extension + byNumber + pausedBy.size, calendar);
  const endNow = () => {
    const counted = countedNow();
    if (deferredTo === undefined || deferredTo <= counted.dueOn) return { ...counted, deferred: false };
    return { dueOn: deferredTo, ...workingBetween(startedOn, deferredTo, calendar), deferred: true };
  };
  // In order of effect: each moves only a period that still runs, and so decides whether the next comes in time (R-31,
  //
  for (const step of inOrder(steps, until)) {
    const inTime = step.on <= endNow().dueOn;
    if ('extraWd' in step) extension = inTime ? step.extraWd : extension;
    else if (!inTime) afterDue.push(step.consultation);
    // Between the last counted day and the named one no day is counted, and so none is left to pause. Days paused
    // there would carry an old end past the named day after that has gone by, and a period that was over would run again.
    else if (step.on <= countedNow().dueOn) {
      paused ||= step.pause.open;
      for (const day of pausedDays(step.pause, startedOn, until, calendar))
        pausedBy.set(day, [...(pausedBy.get(day) ?? []), step.consultation.consultId]);
    }
  }

  const { dueOn, provisional, working, deferred } = endNow();
  const parts = { base, extension, paused: pausedBy.size + byNumber };
  return {
    startedOn,
    dueOn,
    provisional,
    working: withoutPauses(working, pausedBy, { base, extension, byNumber }),
    parts,
    // A day that was named stands still for nothing; only the counted days do.
    paused: paused && !deferred,
    afterDue,
    unmeasured,
  };
}

/**
 * Whether a period counted up to `day` is over on it. What an open consultation holds is not, on a day off either, when
 * the last paused day lies before it.
 */
export function isOverOn({ dueOn, paused }: CountedPeriod, day: CivilDate): boolean {
  return !paused && day > dueOn;
}

function inOrder(steps: Step[], until: CivilDate | undefined): Step[] {
  return steps
    .filter(({ on }) => until === undefined || on <= until)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/** Numbers the days anew: paused ones do not count, and beyond the 20 each says for what it counts. */
function withoutPauses(
  working: WorkingDay[],
  pausedBy: ReadonlyMap<CivilDate, string[]>,
  { base, extension, byNumber }: { base: number; extension: number; byNumber: number },
): WorkingDay[] {
  let n = 0;
  return working.map((day) => {
    if (!day.counted) return day;
    const { on, kind } = day;
    const consultIds = pausedBy.get(on);
    if (consultIds) return { on, kind, counted: false, rule: 'R-34', pausedBy: consultIds };
    n++;
    if (n > base + extension + byNumber) return { on, kind, counted: false, rule: 'R-40' };
    const rule = n <= base ? 'R-60' : n <= base + extension ? 'R-31' : 'L-19';
    return { on, kind, counted: true, n, rule: day.rule === 'R-60' ? rule : day.rule };
  });
}
