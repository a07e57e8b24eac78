import type { CivilDate, Instant } from '../calendar/civil-date';
import { civilDateOf } from '../calendar/shanghai-day';
import type { CaseEventType } from '../events/catalogue';
import type { Actor } from '../vocabulary/roles';
import type { CaseFile, Moment } from './case-file';

/** What can move a clock: an entry, a holiday notice, or days that pass while a consultation is open or a date comes. */
export type Cause =
  | {
      kind: 'event';
      revision: number;
      position: number;
      eventId: string;
      type: CaseEventType;
      effectiveOn: CivilDate;
      recordedAt: Instant;
      actor: Actor;
    }
  | { kind: 'notice'; position: number; year: number; source: string; recordedAt: Instant }
  | { kind: 'days'; from: CivilDate; to: CivilDate };

/** A cause, and the moment just after it. */
export interface CauseStep {
  cause: Cause;
  moment: Moment;
}

/** Everything that happened between two moments, in the order of the log; days pass before the entry that ends them. */
export function causesBetween({ history, notices }: CaseFile, from: Moment, to: Moment): CauseStep[] {
  const entries = [
    ...history.slice(from.revision + 1, to.revision + 1),
    ...notices.filter(({ position }) => position > from.position && position <= to.position),
  ].sort((a, b) => a.position - b.position);
  const steps: CauseStep[] = [];
  let moment = from;
  const passTo = (on: CivilDate): void => {
    if (on <= moment.on) return;
    const cause: Cause = { kind: 'days', from: moment.on, to: on };
    moment = { ...moment, on };
    steps.push({ cause, moment });
  };
  for (const entry of entries) {
    passTo(civilDateOf(entry.recordedAt));
    const { position, recordedAt } = entry;
    if (entry.type === 'WorkCalendarUpdated') {
      moment = { ...moment, position };
      steps.push({
        cause: { kind: 'notice', position, year: entry.data.year, source: entry.data.source, recordedAt },
        moment,
      });
    } else {
      const { revision, id: eventId, type, effectiveOn, actor } = entry;
      moment = { ...moment, position, revision };
      steps.push({
        cause: { kind: 'event', revision, position, eventId, type, effectiveOn, recordedAt, actor },
        moment,
      });
    }
  }
  passTo(to.on);
  return steps;
}
