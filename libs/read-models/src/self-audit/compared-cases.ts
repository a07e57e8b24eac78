import { setTimeout } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import type { EventStore } from '@app/event-store';
import { inSnapshot } from '../database/in-transaction';
import { statutoryPosition } from '../framework/standing';
import { ReadModelBehind } from '../framework/refusals';
import type { ComparedCase } from './compare-rows';
import { caseIdsAfter, rowsOfCases } from './found-rows';
import { replayedCase } from './replayed-case';

/** Cases held at a time. */
export const CASES_AT_ONCE = 500;
/** Streams read at the same time. */
const STREAMS_AT_ONCE = 8;
const TRIES = 100;
const PAUSE_MS = 50;

export interface BothSides {
  dataSource: DataSource;
  store: EventStore;
  /** No row may stand before it. */
  position: number;
  atOnce: number;
}

/**
 * Cases with what the log and the rows say of them, some at a time: first those of the log, then those only the rows
 * know. Rows are read in short snapshots, each a little later than the one before; the log is read up to where they stand.
 */
export async function* comparedCases(
  sides: BothSides,
  inLog: ReadonlySet<string>,
): AsyncGenerator<readonly ComparedCase[]> {
  let page: string[] = [];
  for (const caseId of inLog) {
    if (page.push(caseId) < sides.atOnce) continue;
    yield await comparedPage(sides, page);
    page = [];
  }
  if (page.length > 0) yield await comparedPage(sides, page);
  for await (const unknown of idsBeside(sides, inLog)) yield await comparedPage(sides, unknown);
}

async function comparedPage(sides: BothSides, caseIds: readonly string[]): Promise<ComparedCase[]> {
  const { positions, rows } = await rowsAt(sides, caseIds);
  const upTo = Math.max(...Object.values(positions));
  const compared: ComparedCase[] = [];
  const next = caseIds.values();
  const worker = async () => {
    for (const caseId of next) {
      const inLog = await replayedCase(sides.store, caseId, upTo);
      compared.push({ caseId, inLog, rows: rows.get(caseId)!, positions });
    }
  };
  await Promise.all(Array.from({ length: STREAMS_AT_ONCE }, worker));
  const order = new Map(caseIds.map((caseId, index) => [caseId, index]));
  return compared.sort((a, b) => order.get(a.caseId)! - order.get(b.caseId)!);
}

/** The rows and where each view stands; a rebuild may put a view back for a moment. @throws ReadModelBehind */
async function rowsAt({ dataSource, store, position }: BothSides, caseIds: readonly string[]) {
  for (let attempt = 1; ; attempt++) {
    const found = await inSnapshot(dataSource, async (manager) => ({
      positions: await positionsIn(manager, store),
      rows: await rowsOfCases(manager, caseIds),
    }));
    const behind = Math.min(...Object.values(found.positions));
    if (behind >= position) return found;
    if (attempt === TRIES) throw new ReadModelBehind(behind, position);
    await setTimeout(PAUSE_MS);
  }
}

const positionsIn = async (manager: EntityManager, store: BothSides['store']): Promise<ComparedCase['positions']> => ({
  facts: await statutoryPosition(manager, store, ['statistical-facts']),
  register: await statutoryPosition(manager, store, ['case-register']),
  due: await statutoryPosition(manager, store, ['due-list']),
});

/** Ids that have rows and that the log did not name. */
async function* idsBeside({ dataSource, atOnce }: BothSides, inLog: ReadonlySet<string>): AsyncGenerator<string[]> {
  for (let after: string | null = null; ;) {
    const last: string | null = after;
    const ids: string[] = await inSnapshot(dataSource, (manager) => caseIdsAfter(manager, last, atOnce));
    if (ids.length === 0) return;
    after = ids.at(-1)!;
    const unknown = ids.filter((id) => !inLog.has(id));
    if (unknown.length > 0) yield unknown;
  }
}
