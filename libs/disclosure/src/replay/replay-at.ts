import type { Clock } from '../clocks/clock';
import { clocksOf } from '../clocks/clocks-of';
import { findingsOf } from '../clocks/findings';
import { evolve } from '../case/evolve';
import { fold } from '../case/fold';
import type { CaseState } from '../case/state';
import type { CaseEvent, CaseEventType } from '../events/envelope';
import type { Finding } from '../vocabulary/findings';
import { momentOfRevision, type CaseFile, type Moment } from './case-file';
import { lettersSent, type LetterSent } from './letters-sent';

/** A case as it was known at a moment. */
export interface CaseAt {
  moment: Moment;
  /** Version of the calendar the clocks are counted by. */
  calendarVersion: string;
  /** `undefined` before the first event. */
  state: CaseState | undefined;
  clocks: Clock[];
  findings: Finding[];
  /** The letters that had gone out by then, oldest first; also those whose entry was taken back since. */
  letters: LetterSent[];
}

/** One event of the stream and the case just after it. */
export interface ReplayStep extends CaseAt {
  event: CaseEvent;
}

/** The case at one moment: corrections recorded later are not in effect yet. */
export function replayAt(file: CaseFile, moment: Moment): CaseAt {
  return seenFrom(file, moment, fold(file.history.slice(0, moment.revision + 1)));
}

/** These change how earlier events read, so the state after them is folded anew (R-110, D9). */
const REWRITES = new Set<CaseEventType>(['EntryCorrected', 'EntryRetracted', 'PersonErased']);

/** The case after every event of its stream, in order; each event is in exactly one step. */
export function replaySteps(file: CaseFile): ReplayStep[] {
  let state: CaseState | undefined;
  return file.history.map((event, revision) => {
    state = REWRITES.has(event.type) ? fold(file.history.slice(0, revision + 1)) : evolve(state, event);
    return { ...seenFrom(file, momentOfRevision(file, revision), state), event };
  });
}

function seenFrom(file: CaseFile, moment: Moment, state: CaseState | undefined): CaseAt {
  const calendar = file.calendarAt(moment.position);
  return {
    moment,
    calendarVersion: calendar.version,
    state,
    clocks: state ? clocksOf(state, calendar, moment.on) : [],
    findings: state ? findingsOf(state, calendar) : [],
    letters: lettersSent(file.history.slice(0, moment.revision + 1)),
  };
}
