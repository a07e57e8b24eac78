import { Query } from '@nestjs/cqrs';
import type { Actor, CaseEventType, CivilDate, Instant, Origin } from '@app/disclosure';

/** As of when: what was recorded by then, and on request only what had taken effect by a day (D2). */
export interface TimelineMoment {
  /** Log position, inclusive. */
  at?: number;
  /** Instant of recording, inclusive. */
  asOf?: Instant;
  /** Civil date of effect, inclusive. */
  effectiveUntil?: CivilDate;
}

export interface TimelineEvent {
  eventId: string;
  type: CaseEventType;
  /** 申请登记 … */
  label: string;
  revision: number;
  position: number;
  effectiveOn: CivilDate;
  recordedAt: Instant;
  actor: Actor;
  /** The event's data without its protected fields. */
  data: Record<string, unknown>;
  note?: string;
  origin?: Origin;
}

export interface CaseTimeline {
  caseId: string;
  events: TimelineEvent[];
  position: number;
  outOfDate: boolean;
}

/** What happened in a case, in the order it was recorded? `undefined` for a case that has no event. */
export class GetCaseTimeline extends Query<CaseTimeline | undefined> {
  constructor(
    readonly caseId: string,
    readonly moment: TimelineMoment = {},
  ) {
    super();
  }
}
