import { setTimeout } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import type { EventStore } from '@app/event-store';
import { inSnapshot } from '../database/in-transaction';
import { historyOf } from '../framework/case-histories';
import { caseIdOfStream } from '../framework/log-reader';
import { ReadModelBehind } from '../framework/refusals';
import { statutoryPosition } from '../framework/standing';
import type { ComparedCase } from './compare-rows';
import { completedCases, type CompletedCase } from './completed-cases';
import { caseIdsAfter, rowsOfCases } from './found-rows';
import { replayedCase } from './replayed-case';

/** Cases compared at a time. */
export const CASES_AT_ONCE = 500;
const TRIES = 100;
const PAUSE_MS = 50;

export interface BothSides {
  dataSource: DataSource;
  store: EventStore;
  /** No row may stand before it. */
  position: number;
  /** Cases compared at a time, and open ones held at most. */
  atOnce: number;
  mostOpen?: number;
}

export interface ComparedPage {
  cases: ComparedCase[];
  /** Cases held, those still open included. */
  held: number;
}

/**
 * Cases with what the log and the rows say of them, some at a time: first those of the log, then those only the rows
 * know. Rows are read in short snapshots, each a little later than the one before; a case that got events since is read
 * again, up to where its rows stand.
 */
export async function* comparedCases(
  sides: BothSides,
  inLog: ReadonlyMap<string, number>,
): AsyncGenerator<ComparedPage> {
  const since = new TouchedSince(sides);
  let page: CompletedCase[] = [];
  for await (const completed of completedCases(sides.store, inLog, { to: sides.position, most: sides.mostOpen })) {
    if (page.push(completed) < sides.atOnce) continue;
    yield await comparedPage(sides, page, since);
    page = [];
  }
  if (page.length > 0) yield await comparedPage(sides, page, since);
  for await (const unknown of idsBeside(sides, inLog)) {
    const cases = unknown.map((caseId) => ({ caseId, history: [], held: 0 }));
    yield await comparedPage(sides, cases, since);
  }
}

async function comparedPage(
  sides: BothSides,
  page: readonly CompletedCase[],
  since: TouchedSince,
): Promise<ComparedPage> {
  const { positions, rows } = await rowsAt(
    sides,
    page.map(({ caseId }) => caseId),
  );
  const upTo = Math.max(...Object.values(positions));
  await since.readTo(upTo);
  const cases: ComparedCase[] = [];
  for (const { caseId, history } of page) {
    const now = since.has(caseId) ? await historyOf(sides.store, `case-${caseId}`, upTo) : history;
    cases.push({ caseId, inLog: replayedCase(now), rows: rows.get(caseId)!, positions });
  }
  return { cases, held: page.length + Math.max(...page.map(({ held }) => held)) };
}

/** Which cases got events after the position that is audited. */
class TouchedSince {
  private readonly cases = new Set<string>();
  private at: number;

  constructor(private readonly sides: BothSides) {
    this.at = sides.position;
  }

  has = (caseId: string): boolean => this.cases.has(caseId);

  async readTo(position: number): Promise<void> {
    if (position <= this.at) return;
    for await (const { stream } of this.sides.store.readAll({ after: this.at, to: position })) {
      this.cases.add(caseIdOfStream(stream));
    }
    this.at = position;
  }
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

const positionsIn = async (manager: EntityManager, store: EventStore): Promise<ComparedCase['positions']> => ({
  facts: await statutoryPosition(manager, store, ['statistical-facts']),
  register: await statutoryPosition(manager, store, ['case-register']),
  due: await statutoryPosition(manager, store, ['due-list']),
});

/** Ids that have rows and that the log did not name. */
async function* idsBeside(
  { dataSource, atOnce }: BothSides,
  inLog: ReadonlyMap<string, number>,
): AsyncGenerator<string[]> {
  for (let after: string | null = null; ;) {
    const last: string | null = after;
    const ids: string[] = await inSnapshot(dataSource, (manager) => caseIdsAfter(manager, last, atOnce));
    if (ids.length === 0) return;
    after = ids.at(-1)!;
    const unknown = ids.filter((id) => !inLog.has(id));
    if (unknown.length > 0) yield unknown;
  }
}
