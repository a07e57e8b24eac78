import { setTimeout } from 'node:timers/promises';
import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource, type EntityManager } from 'typeorm';
import { CELL_IDS } from '@app/annual-report';
import type { CivilDate, LedgerEventData, SelfAuditDifference } from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { inSnapshot } from '../database/in-transaction';
import { Calendars } from '../framework/calendars';
import { CheckpointRow } from '../framework/checkpoint-row.entity';
import type { ProjectionName } from '../framework/projection';
import { ReadModelBehind } from '../framework/refusals';
import { statutoryPosition } from '../framework/standing';
import { GetAnnualTables, GetAnnualTablesHandler } from '../statistical-facts/get-annual-tables';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';
import { cellDifferences, yearsIn } from './compare-cells';
import { factsDifferences, standingDifferences } from './compare-rows';
import { foundRows, type FoundRows } from './found-rows';
import { replayedLog } from './replayed-log';

export interface SelfAuditAsked {
  /** The day it is made on; the tables are compared up to its year. */
  on: CivilDate;
  unit?: string;
  year?: number;
  onProgress?: (progress: { done: number; tables: number }) => void;
}

/**
 * Do the read models say what the log says? Every cell of every unit and year is counted again straight from the log and
 * compared with what the ordinary question answers; so are the rows of facts, the register and the due list of every case.
 * @throws ProjectionStopped, ReadModelBehind
 */
export class SelfAudit extends Query<LedgerEventData['SelfAuditRecorded']> {
  constructor(readonly asked: SelfAuditAsked) {
    super();
  }
}

/** The views that are compared; all at one position. */
const VIEWS: readonly ProjectionName[] = [
  'statistical-facts',
  'report-inputs',
  'report-snapshots',
  'units',
  'case-register',
  'due-list',
];
const TRIES = 100;
const PAUSE_MS = 50;

@QueryHandler(SelfAudit)
export class SelfAuditHandler implements IQueryHandler<SelfAudit> {
  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute({ asked: { on, unit, year, onProgress } }: SelfAudit): Promise<LedgerEventData['SelfAuditRecorded']> {
    const { position, rows } = await this.rowsAtOnePosition();
    const log = await replayedLog(this.store, position);
    const calendars = new Calendars(this.store);
    await calendars.load();

    const span = yearsIn(log, rows, Number(on.slice(0, 4)));
    const units = unit === undefined ? [...log.units.keys()] : [unit];
    const years =
      year === undefined ? Array.from({ length: span.to - span.from + 1 }, (_, i) => span.from + i) : [year];
    const differences: SelfAuditDifference[] = [];
    let done = 0;
    for (const each of units) {
      for (const of of years) {
        differences.push(...(await this.cells(log, rows, { unit: each, year: of })));
        onProgress?.({ done: ++done, tables: units.length * years.length });
      }
    }
    if (year === undefined) {
      differences.push(...factsDifferences(log, rows, unit));
      differences.push(...standingDifferences(log, rows, (at) => calendars.at(at), unit));
    }
    return {
      on,
      position,
      ...(unit !== undefined && { ofUnit: unit }),
      ...(year !== undefined && { ofYear: year }),
      units: units.length,
      tables: units.length * years.length,
      cells: units.length * years.length * CELL_IDS.length,
      cases: [...log.cases.values()].filter((ofCase) => unit === undefined || ofCase.unit === unit).length,
      differences: differences.length,
      listed: differences,
    };
  }

  private async cells(
    log: Awaited<ReturnType<typeof replayedLog>>,
    rows: FoundRows,
    { unit, year }: { unit: string; year: number },
  ): Promise<SelfAuditDifference[]> {
    const tables = new GetAnnualTablesHandler(this.dataSource, this.store);
    const answer = await tables.execute(new GetAnnualTables(unit, year, { at: log.position }));
    return cellDifferences(log, { tables: answer.tables, rows }, { unit, year });
  }

  /** The rows while every view stands at the same position; writers may be at work beside it. */
  private async rowsAtOnePosition(): Promise<{ position: number; rows: FoundRows }> {
    for (let attempt = 1; ; attempt++) {
      const found = await inSnapshot(this.dataSource, async (manager) => {
        const position = await statutoryPosition(manager, this.store, VIEWS);
        return (await standAt(manager, position)) ? { position, rows: await foundRows(manager) } : undefined;
      });
      if (found) return found;
      if (attempt === TRIES) throw new ReadModelBehind(0, (await this.store.head()).position);
      await setTimeout(PAUSE_MS);
    }
  }
}

async function standAt(manager: EntityManager, position: number): Promise<boolean> {
  const rows = await manager.getRepository(CheckpointRow).find();
  return VIEWS.every((view) => rows.some((row) => row.projection === view && row.position === position));
}
