import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { CELL_IDS, cellValues } from '@app/annual-report';
import type { CivilDate, LedgerEventData } from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { inSnapshot } from '../database/in-transaction';
import { Calendars } from '../framework/calendars';
import type { ProjectionName } from '../framework/projection';
import { statutoryPosition } from '../framework/standing';
import { GetAnnualTables, GetAnnualTablesHandler } from '../statistical-facts/get-annual-tables';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';
import { factsDifferences, standingDifferences, type ComparedCase } from './compare-rows';
import { CASES_AT_ONCE, comparedCases } from './compared-cases';
import { CountedTables } from './counted-tables';
import { ListedDifferences } from './listed-differences';
import { outlineOf, type LogOutline } from './log-outline';

/** Where an audit is: reading the log, comparing cases, or comparing tables. */
export interface SelfAuditProgress {
  stage: 'log' | 'cases' | 'tables';
  done: number;
  of: number;
  /** Cases held at this moment. */
  held: number;
}

export interface SelfAuditAsked {
  /** The day it is made on; the tables are compared up to its year. */
  on: CivilDate;
  unit?: string;
  year?: number;
  /** Cases compared at a time, and open ones held at most. */
  casesAtOnce?: number;
  mostOpen?: number;
  onProgress?: (progress: SelfAuditProgress) => void;
}

/**
 * Do the read models say what the log says? Every cell of every unit and year is counted again straight from the log and
 * compared with what the ordinary question answers; so are the rows of facts, the register and the due list of every case.
 * Cost: two passes over the log; a bounded number of cases is held, whatever the size of the register.
 * @throws ProjectionStopped, ReadModelBehind
 */
export class SelfAudit extends Query<LedgerEventData['SelfAuditRecorded']> {
  constructor(readonly asked: SelfAuditAsked) {
    super();
  }
}

/** The views that are compared. */
const VIEWS: readonly ProjectionName[] = [
  'statistical-facts',
  'report-inputs',
  'report-snapshots',
  'units',
  'case-register',
  'due-list',
];

@QueryHandler(SelfAudit)
export class SelfAuditHandler implements IQueryHandler<SelfAudit> {
  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute({ asked }: SelfAudit): Promise<LedgerEventData['SelfAuditRecorded']> {
    const { on, unit, year, casesAtOnce = CASES_AT_ONCE, mostOpen, onProgress = () => undefined } = asked;
    const position = await inSnapshot(this.dataSource, (manager) => statutoryPosition(manager, this.store, VIEWS));
    const outline = await outlineOf(this.store, position, (done) =>
      onProgress({ stage: 'log', done, of: position, held: 0 }),
    );
    const units = unit === undefined ? [...outline.units.keys()] : [unit];
    const counted = new CountedTables(outline, { units, year, thisYear: Number(on.slice(0, 4)) });
    const [inCells, inFacts, inStanding] = [new ListedDifferences(), new ListedDifferences(), new ListedDifferences()];

    let done = 0;
    let cases = 0;
    const sides = { dataSource: this.dataSource, store: this.store, position, atOnce: casesAtOnce, mostOpen };
    for await (const { cases: page, held } of comparedCases(sides, outline.cases)) {
      onProgress({ stage: 'cases', done, of: outline.cases.size, held });
      const calendars = new Calendars(this.store);
      await calendars.load();
      for (const one of page) {
        const facts = factsDifferences(one);
        counted.take(countedCase(one), facts.length > 0);
        if (unit !== undefined && one.inLog && one.inLog.unit !== unit) continue;
        if (one.inLog && outline.cases.has(one.caseId)) cases += 1;
        if (year !== undefined) continue;
        inFacts.add(facts);
        inStanding.add(standingDifferences(one, (at) => calendars.at(at)));
      }
      done += page.length;
    }

    const { years } = counted;
    const tables = units.length * years.length;
    done = 0;
    for (const each of units) {
      for (const of of years) {
        for (const found of await this.cells(outline, counted, { unit: each, year: of })) inCells.addAll(found);
        onProgress({ stage: 'tables', done: ++done, of: tables, held: 0 });
      }
    }
    const differences = [inCells, inFacts, inStanding];
    return {
      on,
      position,
      ...(unit !== undefined && { ofUnit: unit }),
      ...(year !== undefined && { ofYear: year }),
      units: units.length,
      tables,
      cells: tables * CELL_IDS.length,
      cases,
      differences: differences.reduce((sum, { count }) => sum + count, 0),
      listed: differences.flatMap(({ listed }) => listed),
    };
  }

  /** What differs is named with the cases that make the difference, or by itself where no case does. */
  private async cells(
    { position }: LogOutline,
    counted: CountedTables,
    { unit, year }: { unit: string; year: number },
  ): Promise<ListedDifferences[]> {
    const tables = new GetAnnualTablesHandler(this.dataSource, this.store);
    const answer = await tables.execute(new GetAnnualTables(unit, year, { at: position }));
    const [told, stands] = [cellValues(counted.tables(unit, year)), cellValues(answer.tables)];
    return CELL_IDS.map((cell) => {
      const found = counted.differencesIn(unit, year, cell);
      if (found.count === 0 && told[cell] !== stands[cell]) {
        found.add([{ kind: 'cell', unit, year, cell, expected: `${told[cell]}`, found: `${stands[cell]}` }]);
      }
      return found;
    });
  }
}

const countedCase = ({ caseId, inLog, rows }: ComparedCase) => ({
  caseId,
  caseNo: inLog?.caseNo ?? rows.facts[0]?.facts.caseNo ?? '',
  expected: { unit: inLog?.unit, spans: inLog?.spans ?? [] },
  found: rows.facts,
});
