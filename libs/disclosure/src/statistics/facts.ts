import type { CivilDate } from '../calendar/civil-date';
import type { AppealResult } from '../events/catalogue';
import type { ApplicantKind } from '../vocabulary/applicant-kinds';
import type { ResultCode } from '../vocabulary/result-codes';

/** Group of table 4 a proceeding belongs to (annual-report §4). */
export type AppealGroup = 'recon' | 'suit_direct' | 'suit_after_recon';

/** One proceeding, by the years that decide its cells. */
export interface AppealFact {
  group: AppealGroup;
  filedOn: CivilDate;
  concludedOn?: CivilDate;
  result?: AppealResult;
  /** Events that prove filing and conclusion. */
  filedEventId: string;
  concludedEventId?: string;
}

/** Fees of section six, each in its own year. */
export interface FeeFact {
  noticedOn?: CivilDate;
  noticedYuan: number;
  collected: { on: CivilDate; yuan: number }[];
}

/**
 * Which cells a case is in, for every year at once (D4). A case that is VOID, SPLIT or not yet received has none.
 */
export interface StatisticalFacts {
  unit: string;
  caseId: string;
  caseNo: string;
  /** Year of `receivedOn`. */
  statYear: number;
  /** The day itself: what a question about a day in the year goes by. */
  receivedOn: CivilDate;
  column: ApplicantKind;
  receivedEventId: string;
  /** Set once concluded. */
  concludedYear?: number;
  concludedOn?: CivilDate;
  resultCode?: ResultCode;
  concludedEventId?: string;
  appeals: AppealFact[];
  fee?: FeeFact;
}
