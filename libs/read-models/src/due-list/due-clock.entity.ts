import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CaseStatus, CivilDate, ClockId } from '@app/disclosure';

/** A clock of a case that has not been stopped. */
@Entity({ name: 'due_clock' })
export class DueClock {
  @PrimaryColumn({ type: 'text', name: 'case_id' })
  caseId!: string;
  @PrimaryColumn({ type: 'text' })
  clock!: ClockId;
  /** The consultation for C4 and C5, else empty. */
  @PrimaryColumn({ type: 'text' })
  subject!: string;
  @Column({ type: 'text' })
  unit!: string;
  @Column({ type: 'text', name: 'case_no' })
  caseNo!: string;
  @Column({ type: 'text' })
  status!: CaseStatus;
  /** `null`, like the due date, while the delivery it counts from is not recorded. */
  @Column({ type: 'date', name: 'started_on', nullable: true })
  startedOn!: CivilDate | null;
  @Column({ type: 'date', name: 'due_on', nullable: true })
  dueOn!: CivilDate | null;
  @Column({ type: 'boolean' })
  provisional!: boolean;
  @Column({ type: 'text', name: 'calendar_version' })
  calendarVersion!: string;
  @Column({ type: 'boolean' })
  paused!: boolean;
}
