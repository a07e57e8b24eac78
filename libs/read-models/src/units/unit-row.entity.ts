import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { UnitPlacement } from '@app/disclosure';

/** A unit as it was last registered. */
@Entity({ name: 'unit' })
export class UnitRow {
  @PrimaryColumn({ type: 'text' })
  unit!: string;
  @Column({ type: 'text' })
  name!: string;
  @Column({ type: 'boolean', name: 'can_make_rules' })
  canMakeRules!: boolean;
  /** Where it stood in the tree of reporting units, and when. */
  @Column({ type: 'jsonb' })
  placement!: UnitPlacement;
  /** Position of the event that said so. */
  @Column({ type: 'bigint' })
  position!: number;
}
