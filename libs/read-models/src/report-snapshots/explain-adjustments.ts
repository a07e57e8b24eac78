import { Inject } from '@nestjs/common';
import { Query, QueryBus, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { labelOf, type CellId } from '@app/annual-report';
import type { EventStore } from '@app/event-store';
import { inSnapshot } from '../database/in-transaction';
import { statutoryPosition } from '../framework/standing';
import { eventAt, type ProvingEvent } from '../statistical-facts/proving-events';
import { registersOf } from '../statistical-facts/registers';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';
import { knownUnit } from '../units/known-unit';
import { DiffReport, type DifferenceReason, type DifferingEvent } from './diff-report';
import type { ReportAdjustment } from './report-adjustment.entity';
import { ReportSnapshot } from './report-snapshot.entity';
import { adjustmentsAt } from './snapshots-at';

/** One adjustment a report lists for the superior, with what made it. */
export interface ExplainedAdjustment {
  reportYear: number;
  caseId: string;
  caseNo: string | null;
  cell: CellId;
  label: string;
  delta: number;
  reason: string;
  /** The entry that lists it. */
  listedBy: ProvingEvent;
  /** What earlier reports had listed of the same cell and case already. */
  listedBefore: number;
  /** The events behind it: their deltas add up to `delta` and `listedBefore`. */
  because: { delta: number; event: DifferingEvent }[];
}

export interface AdjustmentsAnswer {
  unit: string;
  year: number;
  adjustments: ExplainedAdjustment[];
  position: number;
}

/**
 * Which adjustments of earlier reports does the report of a year list, and which events made each?
 * @throws ProjectionStopped, ReadModelBehind, UnknownUnit
 */
export class ExplainAdjustments extends Query<AdjustmentsAnswer> {
  constructor(
    readonly unit: string,
    readonly year: number,
    readonly moment: { at?: number } = {},
  ) {
    super();
  }
}

type Reasons = (unit: string, year: number, at: number) => Promise<Map<string, DifferenceReason[]>>;

@QueryHandler(ExplainAdjustments)
export class ExplainAdjustmentsHandler implements IQueryHandler<ExplainAdjustments> {
  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly queries: QueryBus,
  ) {}

  async execute({ unit, year, moment }: ExplainAdjustments): Promise<AdjustmentsAnswer> {
    const found = await inSnapshot(this.dataSource, async (manager) => {
      const at = await statutoryPosition(
        manager,
        this.store,
        ['statistical-facts', 'report-inputs', 'report-snapshots', 'units'],
        moment.at,
      );
      await knownUnit(manager, unit, at);
      const all = await adjustmentsAt(manager, unit, at);
      const revisions = await manager
        .getRepository(ReportSnapshot)
        .find({ where: { unit, year }, order: { revision: 'ASC' } });
      const reports = new Set([unit]);
      for (const { published } of await registersOf(manager, { unit, year, at })) {
        for (const report of published) reports.add(report.unit);
      }
      return { at, all, revisions, reports: [...reports] };
    });
    const reasons = this.reasons();
    const adjustments: ExplainedAdjustment[] = [];
    for (const listed of found.all.filter(({ bookedIn }) => bookedIn === year)) {
      adjustments.push(await this.explained(listed, found, reasons));
    }
    return { unit, year, adjustments, position: found.at };
  }

  private async explained(
    { position, reportYear, caseId, cell, delta, reason }: ReportAdjustment,
    { all, revisions, reports }: { all: ReportAdjustment[]; revisions: ReportSnapshot[]; reports: string[] },
    reasons: Reasons,
  ): Promise<ExplainedAdjustment> {
    const before = all.filter(
      (each) =>
        each.position < position && each.reportYear === reportYear && each.caseId === caseId && each.cell === cell,
    );
    // Listed with the revision frozen last before it, from what was known where that was counted.
    const counted = revisions.filter(({ frozenPosition }) => frozenPosition <= position).at(-1)?.countedPosition;
    let because: DifferenceReason[] = [];
    for (const unit of reports) {
      because = (await reasons(unit, reportYear, counted ?? position - 1)).get(keyOf(cell, caseId)) ?? [];
      if (because.length > 0) break;
    }
    return {
      ...{
        reportYear,
        caseId,
        caseNo: because[0]?.caseNo ?? null,
        cell: cell as CellId,
        label: labelOf(cell as CellId),
      },
      ...{ delta, reason },
      listedBy: await eventAt(this.store, position),
      listedBefore: before.reduce((sum, each) => sum + each.delta, 0),
      because: because.flatMap(({ delta: part, event }) => (event ? [{ delta: part, event }] : [])),
    };
  }

  /** A difference is looked for once, and its reasons are found by cell and case. */
  private reasons(): Reasons {
    const known = new Map<string, Promise<Map<string, DifferenceReason[]>>>();
    return (unit, year, at) => {
      const key = JSON.stringify([unit, year, at]);
      const found = known.get(key) ?? this.reasonsIn(unit, year, at);
      known.set(key, found);
      return found;
    };
  }

  private async reasonsIn(unit: string, year: number, at: number): Promise<Map<string, DifferenceReason[]>> {
    const difference = await this.queries.execute(new DiffReport(unit, year, { at }));
    const found = new Map<string, DifferenceReason[]>();
    for (const { cell, reasons } of [...(difference?.cells ?? []), ...(difference?.offset ?? [])]) {
      for (const reason of reasons) {
        if (reason.caseId === undefined) continue;
        const key = keyOf(cell, reason.caseId);
        found.set(key, [...(found.get(key) ?? []), reason]);
      }
    }
    return found;
  }
}

const keyOf = (cell: string, caseId: string): string => JSON.stringify([cell, caseId]);
