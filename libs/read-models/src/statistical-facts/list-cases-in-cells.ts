import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { cellsOf, isT2CellId, type CellId } from '@app/annual-report';
import type { EventStore } from '@app/event-store';
import { inSnapshot } from '../database/in-transaction';
import { statutoryPosition } from '../framework/standing';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';
import { knownUnit } from '../units/known-unit';
import { casesOfRegister } from './cases-at';
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
    const counting = new Set(cells.filter((cell) => !isT2CellId(cell)));
    return inSnapshot(this.dataSource, async (manager) => {
      const at = await statutoryPosition(
        manager,
        this.store,
        ['statistical-facts', 'report-snapshots', 'units'],
        moment.at,
      );
      await knownUnit(manager, unit, at);
      const found = new Map<string, CaseInCells>();
      for (const { unit: of, published } of await registersOf(manager, { unit, year, at })) {
        for (const asked of counting) {
          const register = { unit: of, at, fromYear: year, toYear: year };
          for (const { facts } of await casesOfRegister(manager, register, published, asked)) {
            if (!cellsOf(facts, year).some(({ cell }) => cell === asked)) continue;
            const { caseId, caseNo } = facts;
            const known = found.get(caseId) ?? { caseId, caseNo, cells: [] };
            found.set(caseId, { ...known, cells: [...known.cells, asked] });
          }
        }
      }
      return [...found.values()].toSorted((a, b) => (a.caseNo < b.caseNo ? -1 : a.caseNo > b.caseNo ? 1 : 0));
    });
  }
}
