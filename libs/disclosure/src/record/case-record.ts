import type { CivilDate } from '../calendar/civil-date';
import type { AppealResult, FeeMethod, Opinion, SuitRoute } from '../events/catalogue';
import type { ApplicantKind } from '../vocabulary/applicant-kinds';
import type { Channel } from '../vocabulary/channels';
import type { ResultCode } from '../vocabulary/result-codes';

/**
 * What one case of an old ledger says (ledger-file §1): facts with the days it knows. Steps it leaves out stay out
 * here; `eventsOfRecord` makes them events marked without date where a result presupposes them (L-19).
 */
export interface CaseRecord {
  unit: string;
  caseNo: string;
  receivedOn: CivilDate;
  arrivedOn?: CivilDate;
  channel?: Channel;
  applicantKind: ApplicantKind;
  applicantName?: string;
  applicantIdProof?: string;
  contact?: string;
  infoDescription?: string;
  correctionAskedOn?: CivilDate;
  correctionReceivedOn?: CivilDate;
  extensionNotifiedOn?: CivilDate;
  extensionWd?: number;
  consultedOn?: CivilDate;
  opinionOn?: CivilDate;
  opinion?: Opinion | 'lapsed';
  /** 征求意见扣除工作日: one consultation of that many wd, without dates. */
  deductedWd?: number;
  feeNoticedOn?: CivilDate;
  feeMethod?: FeeMethod;
  feeYuan?: number;
  feePaidOn?: CivilDate;
  concludedOn?: CivilDate;
  resultCode?: ResultCode;
  reconsiderations: { filedOn: CivilDate; concludedOn?: CivilDate; result?: AppealResult }[];
  suits: { route: SuitRoute; filedOn: CivilDate; concludedOn?: CivilDate; result?: AppealResult }[];
  note?: string;
}
