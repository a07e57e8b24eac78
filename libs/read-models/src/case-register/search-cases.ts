import { Query } from '@nestjs/cqrs';
import type { ApplicantKind, CaseStatus, CivilDate, ResultCode } from '@app/disclosure';
import type { CaseSummary } from './case-summary';

export interface CaseSearch {
  unit?: string;
  /** Exact, or with `*` at its end a prefix. */
  caseNo?: string;
  status?: CaseStatus[];
  applicantKind?: ApplicantKind[];
  resultCode?: ResultCode[];
  /** Inclusive. */
  receivedFrom?: CivilDate;
  /** Inclusive. */
  receivedTo?: CivilDate;
  /** Only cases whose reply was due before this day and is not sent. */
  overdueOn?: CivilDate;
  /** Part of the applicant's name. */
  applicantName?: string;
  /** 1 to 100, 20 unless told. */
  limit?: number;
  /** From the answer before. */
  cursor?: string;
}

export interface CasePage {
  items: CaseSummary[];
  /** Absent on the last page. */
  nextCursor?: string;
  /** Log position the answer stands at. */
  position: number;
}

/** Which cases are there? Latest received first, those not yet received on top. @throws BadCursor */
export class SearchCases extends Query<CasePage> {
  constructor(readonly criteria: CaseSearch) {
    super();
  }
}
