import type { EntityManager } from 'typeorm';
import type { CellId } from '@app/annual-report';
import type { EventStore } from '@app/event-store';
import { UnitSpan } from '../units/unit-span.entity';
import { countedCase } from './cases-at';
import type { FactsSpan } from './facts-span.entity';
import { membersOf } from './members-of';
import { eventAt, type ProvingEvent } from './proving-events';
import { registersOf } from './registers';

/** A stretch of the log over which a case was counted in a cell, between the events that began and ended it. */
export interface Episode {
  counted: number;
  since: ProvingEvent;
  /** What removed it, or changed how often it is counted; `null` while it stands. */
  until: ProvingEvent | null;
}

interface CellOfCase {
  /** Whose tables, and in whose register the case is. */
  unit: string;
  of: string;
  year: number;
  cell: CellId;
  spans: readonly FactsSpan[];
  at: number;
}

/**
 * When a case was counted in a cell: looked at wherever its facts, a published report or the unit changed, each time by
 * the reports known then. Costs two or three questions for each of those, however many cases there are.
 */
export async function episodesOf(
  manager: EntityManager,
  store: Pick<EventStore, 'readStream' | 'readAll'>,
  { unit, of, year, cell, spans, at }: CellOfCase,
): Promise<Episode[]> {
  const positions = new Set(spans.flatMap(({ fromPosition, toPosition }) => [fromPosition, toPosition ?? Infinity]));
  const first = spans[0]?.fromPosition ?? Infinity;
  for (const { published } of await registersOf(manager, { unit, year, at })) {
    for (const { frozenPosition } of published) positions.add(frozenPosition);
  }
  for (const each of new Set([unit, of])) {
    const named = await manager.getRepository(UnitSpan).find({ where: { unit: each } });
    for (const { fromPosition } of named) positions.add(fromPosition);
  }
  const episodes: Episode[] = [];
  let standing = 0;
  for (const position of [...positions].filter((each) => each >= first && each <= at).sort((a, b) => a - b)) {
    const registers = await registersOf(manager, { unit, year, at: position });
    const register = registers.find((each) => each.unit === of);
    const counted = register && countedCase(spans, { at: position }, register.published);
    const now = counted ? membersOf(counted, year, cell).length : 0;
    if (now === standing) continue;
    const event = await eventAt(store, position);
    const last = episodes.at(-1);
    if (last && last.until === null) last.until = event;
    if (now > 0) episodes.push({ counted: now, since: event, until: null });
    standing = now;
  }
  return episodes;
}
