import type { AppealFact, StatisticalFacts } from '@app/disclosure';
import type { CellId } from '../form/cell-id';
import type { BookedFacts } from './booking';
import { appealGroupOf, requestGroupOf } from './groups';
import { appealMemberships, requestMemberships, type AppealEvidence, type RequestEvidence } from './membership';

/** One unit of a cell: the event that put the case there and the rule that says so. */
export interface CellMembership {
  cell: CellId;
  eventId: string;
  rule: string;
}

type Countable = StatisticalFacts | BookedFacts;

const REQUEST_EVENT: Record<RequestEvidence, (facts: Countable) => string | undefined> = {
  received: (facts) => facts.receivedEventId,
  concluded: (facts) => facts.concludedEventId,
};

const APPEAL_EVENT: Record<AppealEvidence, (appeal: AppealFact) => string | undefined> = {
  filed: (appeal) => appeal.filedEventId,
  concluded: (appeal) => appeal.concludedEventId,
};

/**
 * The cells a case is in, in one year, totals included; a case with two proceedings may be twice in a cell of table 4.
 * Over all cases of a unit these add up to `tabulate` in every cell.
 */
export function cellsOf(facts: Countable, year: number): CellMembership[] {
  const requests = requestMemberships(requestGroupOf(facts), year).map(({ cell, evidence, rule }) => ({
    cell,
    eventId: REQUEST_EVENT[evidence](facts) ?? facts.receivedEventId,
    rule,
  }));
  const appeals = facts.appeals.flatMap((appeal) =>
    appealMemberships('booked' in appeal ? appeal.booked : appealGroupOf(appeal), year).map(
      ({ cell, evidence, rule }) => ({
        cell,
        eventId: APPEAL_EVENT[evidence](appeal) ?? appeal.filedEventId,
        rule,
      }),
    ),
  );
  return [...requests, ...appeals];
}
