import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApplicantKind, CaseStatus, Channel, CivilDate, Clock, ClosingKind, ResultCode } from '@app/disclosure';

/** One case of the register, as its last event left it. No personal data. */
@Entity({ name: 'register_case' })
export class RegisterCase {
  @PrimaryColumn({ type: 'text', name: 'case_id' })
  caseId!: string;
  @Column({ type: 'text' })
  unit!: string;
  @Column({ type: 'text', name: 'case_no' })
  caseNo!: string;
  @Column({ type: 'text' })
  status!: CaseStatus;
  @Column({ type: 'text' })
  channel!: Channel;
  @Column({ type: 'text', name: 'applicant_kind' })
  applicantKind!: ApplicantKind;
  @Column({ type: 'date', name: 'arrived_on' })
  arrivedOn!: CivilDate;
  @Column({ type: 'date', name: 'received_on', nullable: true })
  receivedOn!: CivilDate | null;
  @Column({ type: 'date', name: 'reply_due_on', nullable: true })
  replyDueOn!: CivilDate | null;
  @Column({ type: 'boolean', name: 'reply_due_provisional' })
  replyDueProvisional!: boolean;
  /** State of clock C3. */
  @Column({ type: 'text', name: 'reply_clock', nullable: true })
  replyClock!: Clock['state'] | null;
  @Column({ type: 'date', name: 'dispatched_on', nullable: true })
  dispatchedOn!: CivilDate | null;
  @Column({ type: 'date', name: 'concluded_on', nullable: true })
  concludedOn!: CivilDate | null;
  @Column({ type: 'text', name: 'result_code', nullable: true })
  resultCode!: ResultCode | null;
  @Column({ type: 'text', name: 'closing_kind', nullable: true })
  closingKind!: ClosingKind | null;
  @Column({ type: 'integer', name: 'overdue_wd' })
  overdueWd!: number;
  @Column({ type: 'integer' })
  revision!: number;
  @Column({ type: 'bigint' })
  position!: number;
}
