import { Inject } from '@nestjs/common';
import { Query, QueryBus, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { type CellId } from '@app/annual-report';
import type { FindingCode } from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { inSnapshot } from '../database/in-transaction';
import { statutoryPosition } from '../framework/standing';
import { registersOf } from '../statistical-facts/registers';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';
import { DiffReport, type DifferenceKind } from './diff-report';
import type { ReportAdjustment } from './report-adjustment.entity';
import { adjustmentsAt } from './snapshots-at';

/** A case that would stand otherwise in a published report. */
export interface AffectedReport {
  code: Extract<FindingCode, 'F_REPORT_AFFECTED'>;
  reportYear: number;
  revision: number;
  /** Whose case it is: the unit's own, or that of a unit below whose report was added up. */
  unit: string;
  caseId: string;
  caseNo: string;
  /** Cells with what they would gain or lose; totals left out, they follow. */
  cells: { cell: CellId; delta: number; kind: DifferenceKind; position: number }[];
}

export interface ReportAffectedAnswer {
  unit: string;
  year: number;
  affected: AffectedReport[];
  /** What a report of `year` has to list: deltas of earlier reports that no report lists yet. */
  toList: { reportYear: number; caseId: string; cell: CellId; delta: number; reason: string }[];
  position: number;
}

/**
 * Which entries made after the cut-off touch the published report of a year, and which of those of earlier years has
 * the report of this year still to list? @throws ProjectionStopped, ReadModelBehind, UnknownUnit
 */
export class ReportAffected extends Query<ReportAffectedAnswer> {
  constructor(
    readonly unit: string,
    readonly year: number,
    readonly moment: { at?: number } = {},
  ) {
    super();
  }
}

const REASONS: Record<DifferenceKind, string> = { late_entry: '补录', correction: '更正登记', rule: '口径调整' };

@QueryHandler(ReportAffected)
export class ReportAffectedHandler implements IQueryHandler<ReportAffected> {
  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly queries: QueryBus,
  ) {}

  async execute({ unit, year, moment }: ReportAffected): Promise<ReportAffectedAnswer> {
    const { at, reports, listed } = await inSnapshot(this.dataSource, async (manager) => {
      const position = await statutoryPosition(
        manager,
        this.store,
        ['statistical-facts', 'report-inputs', 'report-snapshots', 'units'],
        moment.at,
      );
      const reports = new Map<string, { unit: string; year: number }>();
      for (const { published } of await registersOf(manager, { unit, year, at: position })) {
        for (const report of published) reports.set(report.eventId, { unit: report.unit, year: report.year });
      }
      const units = new Set([unit, ...[...reports.values()].map((report) => report.unit)]);
      const listings: ReportAdjustment[] = [];
      for (const each of units) listings.push(...(await adjustmentsAt(manager, each, position)));
      return { at: position, reports: [...reports.values()], listed: listings };
    });
    const affected = await this.affectedOf(unit, year, at);
    const earlier = (await Promise.all(reports.map((report) => this.affectedOf(report.unit, report.year, at)))).flat();
    const known = new Map<string, number>();
    for (const { reportYear, caseId, cell, delta } of listed) {
      const key = JSON.stringify([reportYear, caseId, cell]);
      known.set(key, (known.get(key) ?? 0) + delta);
    }
    const toList = earlier.flatMap(({ reportYear, caseId, cells }) => {
      const sums = new Map<CellId, { delta: number; kind: DifferenceKind }>();
      for (const { cell, delta, kind } of cells) sums.set(cell, { delta: (sums.get(cell)?.delta ?? 0) + delta, kind });
      return [...sums].flatMap(([cell, { delta, kind }]) => {
        const rest = delta - (known.get(JSON.stringify([reportYear, caseId, cell])) ?? 0);
        return rest === 0 ? [] : [{ reportYear, caseId, cell, delta: rest, reason: REASONS[kind] }];
      });
    });
    return { unit, year, affected, toList, position: at };
  }

  private async affectedOf(unit: string, year: number, at: number): Promise<AffectedReport[]> {
    const difference = await this.queries.execute(new DiffReport(unit, year, { at }));
    if (!difference) return [];
    const cases = new Map<string, AffectedReport>();
    for (const { cell, reasons } of [...difference.cells, ...difference.offset]) {
      if (cell.startsWith('t2.') || cell.endsWith('.total') || cell.includes('results_total')) continue;
      for (const { unit: register, caseId, caseNo, delta, kind, event } of reasons) {
        if (caseId === undefined || caseNo === undefined || !event) continue;
        const found = cases.get(caseId) ?? {
          code: 'F_REPORT_AFFECTED',
          reportYear: year,
          revision: difference.revision,
          unit: register,
          caseId,
          caseNo,
          cells: [],
        };
        found.cells.push({ cell, delta, kind, position: event.position });
        cases.set(caseId, found);
      }
    }
    return [...cases.values()].flatMap((one): AffectedReport[] => {
      const cells = one.cells.filter(({ cell }) => netIn(one, cell) !== 0);
      return cells.length > 0 ? [{ ...one, cells }] : [];
    });
  }
}

/** What all changes of a case make in a cell; one that was taken back makes nothing. */
const netIn = ({ cells }: AffectedReport, of: CellId): number =>
  cells.reduce((sum, { cell, delta }) => (cell === of ? sum + delta : sum), 0);
