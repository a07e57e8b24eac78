import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A unit as it was last registered. */
@Entity({ name: 'unit' })
export class UnitRow {
  @PrimaryColumn({ type: 'text' })
  unit!: string;
  @Column({ type: 'text' })
  name!: string;
  @Column({ type: 'boolean', name: 'can_make_rules' })
  canMakeRules!: boolean;
  /** Position of the event that said so. */
  @Column({ type: 'bigint' })
  position!: number;
}
