import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Instant } from '@app/disclosure';
import { instantColumn } from '../database/instant-column';

/** A section's text as it was written, while it was the latest. */
@Entity({ name: 'report_text' })
export class ReportText {
  @PrimaryColumn({ type: 'text' })
  unit!: string;
  @PrimaryColumn({ type: 'integer' })
  year!: number;
  @PrimaryColumn({ type: 'text' })
  section!: string;
  @PrimaryColumn({ type: 'bigint', name: 'from_position' })
  fromPosition!: number;
  @Column({ type: 'bigint', name: 'to_position', nullable: true })
  toPosition!: number | null;
  @Column({ type: 'text' })
  markdown!: string;
  @Column({ type: 'text', name: 'event_id' })
  eventId!: string;
  @Column({ ...instantColumn, name: 'recorded_at' })
  recordedAt!: Instant;
  @Column({ type: 'text', name: 'actor_id' })
  actorId!: string;
  @Column({ type: 'text', name: 'actor_role' })
  actorRole!: string;
}
