import type { EntityManager } from 'typeorm';
import { UnknownUnit } from '../framework/refusals';
import { UnitRow } from './unit-row.entity';

/** The unit of that code. @throws UnknownUnit */
export async function knownUnit(manager: EntityManager, unit: string): Promise<UnitRow> {
  const row = await manager.getRepository(UnitRow).findOneBy({ unit });
  if (!row) throw new UnknownUnit(unit);
  return row;
}
