import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A cell of a published report that a later report lists as adjusted. */
@Entity({ name: 'report_adjustment' })
export class ReportAdjustment {
  @PrimaryColumn({ type: 'bigint' })
  position!: number;
  @Column({ type: 'text' })
  unit!: string;
  @Column({ type: 'integer', name: 'report_year' })
  reportYear!: number;
  @Column({ type: 'integer', name: 'booked_in' })
  bookedIn!: number;
  @Column({ type: 'text', name: 'case_id' })
  caseId!: string;
  @Column({ type: 'text' })
  cell!: string;
  @Column({ type: 'integer' })
  delta!: number;
  @Column({ type: 'text' })
  reason!: string;
}
