import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { cellsOf, type CellId } from '@app/annual-report';
import type { EventStore } from '@app/event-store';
import { inSnapshot } from '../database/in-transaction';
import { statutoryPosition } from '../framework/standing';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';
import { knownUnit } from '../units/known-unit';
import { factsOfCases } from './facts-at';
import { registersOf } from './registers';

/** One case, and which of the cells asked for it is in. */
export interface CaseInCells {
  caseId: string;
  caseNo: string;
  cells: CellId[];
}

/**
 * Which cases are in any of these cells? By number; none for cells of table 2, which count no cases.
 * @throws ProjectionStopped, ReadModelBehind, UnknownUnit
 */
export class ListCasesInCells extends Query<CaseInCells[]> {
  constructor(
    readonly unit: string,
    readonly year: number,
    readonly cells: readonly CellId[],
    readonly moment: { at?: number } = {},
  ) {
    super();
  }
}

@QueryHandler(ListCasesInCells)
export class ListCasesInCellsHandler implements IQueryHandler<ListCasesInCells> {
  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  execute({ unit, year, cells, moment }: ListCasesInCells): Promise<CaseInCells[]> {
    const asked = new Set(cells);
    return inSnapshot(this.dataSource, async (manager) => {
      const at = await statutoryPosition(
        manager,
        this.store,
        ['statistical-facts', 'report-snapshots', 'units'],
        moment.at,
      );
      await knownUnit(manager, unit, at);
      const found: CaseInCells[] = [];
      for (const { unit: of, published } of await registersOf(manager, { unit, year, at })) {
        for (const facts of await factsOfCases(manager, { unit: of, at, fromYear: year, toYear: year }, published)) {
          const { caseId, caseNo } = facts;
          const inside = new Set(cellsOf(facts, year).flatMap(({ cell }) => (asked.has(cell) ? [cell] : [])));
          if (inside.size > 0) found.push({ caseId, caseNo, cells: [...inside] });
        }
      }
      return found;
    });
  }
}
