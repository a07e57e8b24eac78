import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CaseEventType, CivilDate, Instant, Origin } from '@app/disclosure';
import { instantColumn } from '../database/instant-column';

/** One event of a case, without its protected fields. */
@Entity({ name: 'timeline_event' })
export class TimelineRow {
  @PrimaryColumn({ type: 'text', name: 'event_id' })
  eventId!: string;
  @Column({ type: 'text', name: 'case_id' })
  caseId!: string;
  @Column({ type: 'integer' })
  revision!: number;
  @Column({ type: 'bigint' })
  position!: number;
  @Column({ type: 'text' })
  type!: CaseEventType;
  @Column({ type: 'date', name: 'effective_on' })
  effectiveOn!: CivilDate;
  @Column({ ...instantColumn, name: 'recorded_at' })
  recordedAt!: Instant;
  @Column({ type: 'text', name: 'actor_id' })
  actorId!: string;
  @Column({ type: 'text', name: 'actor_role' })
  actorRole!: string;
  @Column({ type: 'jsonb' })
  data!: Record<string, unknown>;
  @Column({ type: 'jsonb', nullable: true })
  origin!: Origin | null;
}
