import { Query } from '@nestjs/cqrs';
import type { CaseStatus, CivilDate } from '@app/disclosure';

export interface ListedCase {
  caseId: string;
  caseNo: string;
  status: CaseStatus;
  receivedOn: CivilDate | null;
}

/**
 * Which cases belong in the ledger of a unit (L-25)? With a year those its tables speak of: received by its end and not
 * concluded, appealed or pending before it began. Oldest first, read in pages while it is consumed.
 */
export class ListCaseStates extends Query<AsyncIterable<ListedCase>> {
  constructor(
    readonly unit: string,
    readonly year?: number,
  ) {
    super();
  }
}
