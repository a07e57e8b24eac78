import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A stream that a view leaves out since an event of it could not be applied (F15). */
@Entity({ name: 'parked_stream' })
export class ParkedStream {
  @PrimaryColumn({ type: 'text' })
  projection!: string;
  @PrimaryColumn({ type: 'text' })
  stream!: string;
  /** Empty for streams that are no case. */
  @Column({ type: 'text', name: 'case_id' })
  caseId!: string;
  /** The event that could not be applied. */
  @Column({ type: 'bigint' })
  position!: number;
  /** What went wrong, without any value from the event. */
  @Column({ type: 'text' })
  reason!: string;
}
