import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A unit as it was registered, from one log position up to another. */
@Entity({ name: 'unit' })
export class UnitSpan {
  @PrimaryColumn({ type: 'text' })
  unit!: string;
  /** Position of the event that said so. */
  @PrimaryColumn({ type: 'bigint', name: 'from_position' })
  fromPosition!: number;
  /** Position of the next registration (exclusive), `null` while this one stands. */
  @Column({ type: 'bigint', name: 'to_position', nullable: true })
  toPosition!: number | null;
  @Column({ type: 'text' })
  name!: string;
  @Column({ type: 'boolean', name: 'can_make_rules' })
  canMakeRules!: boolean;
}
