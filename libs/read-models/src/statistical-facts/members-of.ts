import { cellsOf, type CellId, type CellMembership } from '@app/annual-report';
import type { CountedCase } from './cases-at';

/** One place of a case in a cell, and what proves it: an event by its id, or by its place in the log. */
export interface Membership {
  caseId: string;
  caseNo: string;
  rule: string;
  eventId: string;
  /** Where the case, or its proceeding, is gone from the log and left the books by that: the position of what took it away. */
  takenAt?: number;
  originYear?: number;
}

/** How often, and by which events, a case is in a cell. */
export function membersOf(counted: CountedCase, year: number, cell: CellId): Membership[] {
  const { facts } = counted;
  return cellsOf(facts, year)
    .filter((membership) => membership.cell === cell)
    .map((membership) => ({
      caseId: facts.caseId,
      caseNo: facts.caseNo,
      rule: membership.rule,
      eventId: membership.eventId,
      ...takenAway(counted, membership),
      ...('originYear' in facts && facts.originYear !== undefined && { originYear: facts.originYear }),
    }));
}

/** What left the books without an end of its own was voided, split or taken back: that event put it there. */
function takenAway({ facts, spans }: CountedCase, { rule, eventId }: CellMembership): { takenAt?: number } {
  if (rule === 'A-24' && facts.concludedEventId === undefined) {
    const position = spans.at(-1)?.toPosition;
    return position == null ? {} : { takenAt: position };
  }
  const appeal = facts.appeals.find(({ filedEventId }) => filedEventId === eventId);
  if (rule !== 'A-52' || !appeal || appeal.concludedEventId !== undefined) return {};
  const last = spans.findLast((span) => span.appeals.some(({ filedEventId }) => filedEventId === eventId));
  return last?.toPosition == null ? {} : { takenAt: last.toPosition };
}
