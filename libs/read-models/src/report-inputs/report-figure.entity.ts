import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CivilDate, Instant } from '@app/disclosure';
import { instantColumn } from '../database/instant-column';

/** A figure of table 2 as it was recorded, while it was the latest. */
@Entity({ name: 'report_figure' })
export class ReportFigure {
  @PrimaryColumn({ type: 'text' })
  unit!: string;
  @PrimaryColumn({ type: 'integer' })
  year!: number;
  /** Cell code, e.g. `t2.rules.issued`. */
  @PrimaryColumn({ type: 'text' })
  cell!: string;
  @PrimaryColumn({ type: 'bigint', name: 'from_position' })
  fromPosition!: number;
  @Column({ type: 'bigint', name: 'to_position', nullable: true })
  toPosition!: number | null;
  /** Pieces; whole yuan for the fee amount. */
  @Column({ type: 'bigint' })
  value!: number;
  @Column({ type: 'text' })
  source!: string;
  @Column({ type: 'date', name: 'counted_on' })
  countedOn!: CivilDate;
  @Column({ type: 'text', name: 'event_id' })
  eventId!: string;
  @Column({ type: 'date', name: 'effective_on' })
  effectiveOn!: CivilDate;
  @Column({ ...instantColumn, name: 'recorded_at' })
  recordedAt!: Instant;
  @Column({ type: 'text', name: 'actor_id' })
  actorId!: string;
  @Column({ type: 'text', name: 'actor_role' })
  actorRole!: string;
}
