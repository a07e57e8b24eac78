import type { CivilDate } from '../calendar/civil-date';
import type { WorkCalendar } from '../calendar/work-calendar';
import { clocksOf } from '../clocks/clocks-of';
import type { Clock } from '../clocks/clock';
import { compareClocks, type ClockChange } from '../clocks/compare-clocks';
import { findingsOf } from '../clocks/findings';
import type { CaseCommand } from '../case/commands';
import { decide } from '../case/decide';
import { DECISIONS } from '../case/decisions';
import { fold } from '../case/fold';
import { ROLES_FOR } from '../case/permissions';
import type { CaseState, CaseStatus } from '../case/state';
import type { CaseEvent, NewCaseEvent } from '../events/envelope';
import type { Finding } from '../vocabulary/findings';
import type { Actor } from '../vocabulary/roles';
import type { Rejection } from '../vocabulary/rejections';

/** Something that could be done to the case. */
export interface HypotheticalAct {
  command: CaseCommand;
  /** The day it is done; by default the last day it tells of, never before the act in front of it. */
  on?: CivilDate;
}

export interface WhatIf {
  /** The day of the last act, today at the earliest: from it the clocks afterwards are seen. */
  seenOn: CivilDate;
  status: { before: CaseStatus; after: CaseStatus };
  /** Clocks as they stand today. */
  before: Clock[];
  /** Clocks as they would stand on `seenOn`. */
  after: Clock[];
  changes: ClockChange[];
  /** Findings that the acts would add. */
  findings: Finding[];
}

/** The first act that the law refuses, from 0. */
export interface WhatIfRefused {
  rejection: Rejection;
  act: number;
}

/**
 * What the clocks of a case would be after some acts: each is decided like a real one on the history with the events
 * of those before it, by an office that may do it, and nothing is recorded. What the law refuses is refused here.
 * @throws Error for a history without a registration
 */
export function whatIf(
  history: readonly CaseEvent[],
  acts: readonly HypotheticalAct[],
  { caseId, today, calendar }: { caseId: string; today: CivilDate; calendar: WorkCalendar },
): WhatIf | WhatIfRefused {
  const state = stateOf(history);
  let imagined = [...history];
  let seenOn = today;
  for (const [index, { command, on }] of acts.entries()) {
    seenOn = latest([seenOn, on, ...daysOf(command)]);
    const [role] = ROLES_FOR[command.name];
    // Somebody else for every act: who may do it is not asked here.
    const actor = { id: `what-if-${index}`, role };
    const outcome = decide(command, stateOf(imagined), { actor, caseId, today: seenOn, calendar, history: imagined });
    if ('rejection' in outcome) return { rejection: outcome.rejection, act: index };
    imagined = [...imagined, ...imaginary(outcome.events, imagined, actor)];
  }
  const changed = stateOf(imagined);
  const before = clocksOf(state, calendar, today);
  const after = clocksOf(changed, calendar, seenOn);
  const known = findingsOf(state, calendar).map(nameOf);
  return {
    seenOn,
    status: { before: state.status, after: changed.status },
    before,
    after,
    changes: compareClocks(before, after),
    findings: findingsOf(changed, calendar).filter((finding) => !known.includes(nameOf(finding))),
  };
}

function stateOf(history: readonly CaseEvent[]): CaseState {
  const state = fold(history);
  if (!state) throw new Error('nothing can be imagined of a case that does not exist');
  return state;
}

/** The days of acts that a command tells; deadlines it sets may lie ahead of them. */
function daysOf({ name, data }: CaseCommand): CivilDate[] {
  const given: Record<string, unknown> = { ...data };
  return Object.entries(DECISIONS[name].days).flatMap(([field, kind]) => {
    const value = given[field];
    return kind === 'act' && typeof value === 'string' ? [value] : [];
  });
}

function latest(days: readonly (CivilDate | undefined)[]): CivilDate {
  return days.reduce<CivilDate>((last, day) => (day !== undefined && day > last ? day : last), '');
}

/** Decided events as they would stand in the log after a history that is not empty. */
export function imaginary(
  events: readonly NewCaseEvent[],
  after: readonly CaseEvent[],
  actor: Actor = { id: 'what-if', role: 'system' },
): CaseEvent[] {
  const last = after.at(-1)!;
  return events.map(({ note: _note, ...event }, i): CaseEvent => {
    const revision = last.revision + 1 + i;
    return {
      ...event,
      id: `what-if-${revision}`,
      stream: last.stream,
      recordedAt: last.recordedAt,
      actor,
      revision,
      position: last.position + 1 + i,
      metadata: { unit: last.metadata.unit, commandId: 'what-if' },
    };
  });
}

const nameOf = ({ code, eventId, detail }: Finding): string => JSON.stringify([code, eventId, detail]);
