import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far a projection has come, in which log, and who may move it. */
@Entity({ name: 'checkpoint' })
export class CheckpointRow {
  @PrimaryColumn({ type: 'text' })
  projection!: string;
  /** `Projection.version` of the code that made the rows. */
  @Column({ type: 'integer' })
  version!: number;
  /** Position of the last event applied or ignored by its type. */
  @Column({ type: 'bigint' })
  position!: number;
  /** Counts take-overs; only the latest owner's writes pass the fence (F14). */
  @Column({ type: 'bigint' })
  epoch!: number;
  /** The log the rows were made from (F31, F32). */
  @Column({ type: 'text', name: 'store_id', nullable: true })
  storeId!: string | null;
  /** Head of that log's hash chain at `position`. */
  @Column({ type: 'text', nullable: true })
  hash!: string | null;
  @Column({ type: 'bigint', name: 'stopped_position', nullable: true })
  stoppedPosition!: number | null;
  @Column({ type: 'text', name: 'stopped_reason', nullable: true })
  stoppedReason!: string | null;
}
