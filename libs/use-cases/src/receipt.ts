import type { CaseEvent, CaseState, Finding } from '@app/disclosure';

/** What a command answers once its events are in the log. */
export interface Receipt {
  caseId: string;
  caseNo: string;
  /** Revision of the case after the command; the ETag. */
  revision: number;
  /** Position of the command's last event; what `?after=` waits for. */
  position: number;
  status: CaseState['status'];
  events: { id: string; type: CaseEvent['type']; effectiveOn: string }[];
  findings: Finding[];
  /** True when the command had been stored before. */
  duplicate: boolean;
}
