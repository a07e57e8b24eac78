import type { ApplicantKind, CaseStatus, Channel, CivilDate, ClosingKind, ResultCode } from '@app/disclosure';

/** One line of the register. */
export interface CaseSummary {
  caseId: string;
  unit: string;
  caseNo: string;
  status: CaseStatus;
  channel: Channel;
  applicantKind: ApplicantKind;
  /** Masked, `张*`; `null` once erased or never recorded. */
  applicantName: string | null;
  arrivedOn: CivilDate;
  receivedOn: CivilDate | null;
  /** Day the reply is due, `null` while no reply clock runs. */
  replyDueOn: CivilDate | null;
  replyDueProvisional: boolean;
  dispatchedOn: CivilDate | null;
  concludedOn: CivilDate | null;
  resultCode: ResultCode | null;
  closingKind: ClosingKind | null;
  /** Working days the reply came late, 0 if in time or not yet sent. */
  overdueWd: number;
  /** Revision of the case's last event, for `If-Match`. */
  revision: number;
  /** Position of that event. */
  position: number;
  /** Some view could not apply an event of this case; what is shown may be old (F15). */
  outOfDate: boolean;
}
