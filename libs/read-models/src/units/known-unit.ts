import type { EntityManager } from 'typeorm';
import { UnknownUnit } from '../framework/refusals';
import { UnitSpan } from './unit-span.entity';

/**
 * The unit of that code as it was registered at a log position; before its registration, as it was registered first,
 * since its tables were then empty rather than unknown. @throws UnknownUnit
 */
export async function knownUnit(manager: EntityManager, unit: string, at: number): Promise<UnitSpan> {
  const spans = await manager.getRepository(UnitSpan).find({ where: { unit }, order: { fromPosition: 'ASC' } });
  const standing = spans.findLast(({ fromPosition }) => fromPosition <= at) ?? spans[0];
  if (!standing) throw new UnknownUnit(unit);
  return standing;
}
