import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApplicantKind, AppealFact, CivilDate, FeeFact, ResultCode } from '@app/disclosure';

/** Which cells a case was in, from one log position up to another (D4). */
@Entity({ name: 'statistical_facts' })
export class FactsSpan {
  @PrimaryColumn({ type: 'text', name: 'case_id' })
  caseId!: string;
  /** Position of the event that made the facts so. */
  @PrimaryColumn({ type: 'bigint', name: 'from_position' })
  fromPosition!: number;
  /** Position of the event that ended it (exclusive), `null` while it stands. */
  @Column({ type: 'bigint', name: 'to_position', nullable: true })
  toPosition!: number | null;
  @Column({ type: 'text' })
  unit!: string;
  @Column({ type: 'text', name: 'case_no' })
  caseNo!: string;
  @Column({ type: 'integer', name: 'stat_year' })
  statYear!: number;
  @Column({ type: 'date', name: 'received_on' })
  receivedOn!: CivilDate;
  @Column({ type: 'text', name: 'stat_column' })
  statColumn!: ApplicantKind;
  @Column({ type: 'integer', name: 'concluded_year', nullable: true })
  concludedYear!: number | null;
  @Column({ type: 'date', name: 'concluded_on', nullable: true })
  concludedOn!: CivilDate | null;
  @Column({ type: 'text', name: 'result_code', nullable: true })
  resultCode!: ResultCode | null;
  @Column({ type: 'text', name: 'received_event_id' })
  receivedEventId!: string;
  @Column({ type: 'text', name: 'concluded_event_id', nullable: true })
  concludedEventId!: string | null;
  @Column({ type: 'jsonb' })
  appeals!: AppealFact[];
  @Column({ type: 'jsonb', nullable: true })
  fee!: FeeFact | null;
}
