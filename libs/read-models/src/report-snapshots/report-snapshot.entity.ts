import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CivilDate, Instant, ReportedUnit } from '@app/disclosure';
import { instantColumn } from '../database/instant-column';

/** A report as it was frozen for one publication; never changed. */
@Entity({ name: 'report_snapshot' })
export class ReportSnapshot {
  @PrimaryColumn({ type: 'text' })
  unit!: string;
  @PrimaryColumn({ type: 'integer' })
  year!: number;
  @PrimaryColumn({ type: 'integer' })
  revision!: number;
  /** Position of the event that froze it. */
  @Column({ type: 'bigint', name: 'frozen_position' })
  frozenPosition!: number;
  /** Position of the log the cells were computed at. */
  @Column({ type: 'bigint', name: 'counted_position' })
  countedPosition!: number;
  @Column({ ...instantColumn, name: 'cutoff_recorded_at' })
  cutoffRecordedAt!: Instant;
  @Column({ type: 'date', name: 'published_on' })
  publishedOn!: CivilDate;
  @Column({ type: 'text', nullable: true })
  reason!: string | null;
  @Column({ type: 'boolean' })
  consolidated!: boolean;
  @Column({ type: 'jsonb' })
  cells!: Record<string, number>;
  @Column({ type: 'jsonb', name: 'unit_tree' })
  unitTree!: ReportedUnit[];
  @Column({ type: 'jsonb', name: 'checks_passed' })
  checksPassed!: string[];
  @Column({ type: 'text', name: 'calendar_version' })
  calendarVersion!: string;
  @Column({ type: 'text' })
  hash!: string;
  @Column({ type: 'text', name: 'event_id' })
  eventId!: string;
}
