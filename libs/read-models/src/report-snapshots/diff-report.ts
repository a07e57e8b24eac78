import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource, type EntityManager } from 'typeorm';
import {
  bookedAppealGroups,
  bookedFacts,
  bookedGroups,
  CELL_IDS,
  cellsOf,
  labelOf,
  summed,
  tablesFrom,
  tabulate,
  valueOf,
  wanYuanOf,
  FEE_AMOUNT_CELL,
  type AnnualTables,
  type CellId,
} from '@app/annual-report';
import type { Actor, CivilDate, Instant, LedgerEventType } from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { inSnapshot } from '../database/in-transaction';
import { bySubject } from '../framework/spans';
import { statutoryPosition } from '../framework/standing';
import { figuresAt, table2At } from '../report-inputs/inputs-at';
import { FactsSpan } from '../statistical-facts/facts-span.entity';
import { factsOf } from '../statistical-facts/cases-at';
import { appealHistories, requestHistories } from '../statistical-facts/facts-at';
import { registersOf } from '../statistical-facts/registers';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';
import { knownUnit } from '../units/known-unit';
import type { ReportSnapshot } from './report-snapshot.entity';
import { minus, plus, registersBehind } from './registers-behind';
import { snapshotsAt } from './snapshots-at';

/**
 * Why a published cell is another now: something was recorded after the cut-off, an entry was corrected, or the same
 * events are counted otherwise than when the report was made.
 */
export type DifferenceKind = 'late_entry' | 'correction' | 'rule';

export interface DifferingEvent {
  type: LedgerEventType;
  position: number;
  effectiveOn: CivilDate;
  recordedAt: Instant;
  actor: Actor;
}

export interface DifferenceReason {
  kind: DifferenceKind;
  /** Whose register it is: the unit's own, or that of a unit below it whose report was added up. */
  unit: string;
  /** How much of the cell's difference it makes, in the cell's own unit. */
  delta: number;
  /** The case; absent for a figure of table 2 and for a rule. */
  caseId?: string;
  caseNo?: string;
  /** The event that made the difference; absent for a rule. */
  event?: DifferingEvent;
}

export interface DifferingCell {
  cell: CellId;
  label: string;
  published: number;
  now: number;
  delta: number;
  /** Their deltas add up to `delta`. */
  reasons: DifferenceReason[];
}

export interface ReportDifference {
  unit: string;
  year: number;
  revision: number;
  /** Position the published cells were computed at. */
  published: number;
  /** Position they are compared at. */
  position: number;
  cells: DifferingCell[];
  /** Cells whose changes cancel out: the published number stays true, but other cases are behind it. */
  offset: DifferingCell[];
}

/**
 * Which cells differ now from what was published last, and why? `null` where nothing was published.
 * @throws ProjectionStopped, ReadModelBehind, UnknownUnit
 */
export class DiffReport extends Query<ReportDifference | null> {
  constructor(
    readonly unit: string,
    readonly year: number,
    readonly moment: { at?: number } = {},
  ) {
    super();
  }
}

/** These say that an earlier entry was wrong; everything else that comes after the cut-off comes late. */
const CORRECTIONS: ReadonlySet<string> = new Set<LedgerEventType>(['EntryCorrected', 'EntryRetracted', 'CaseVoided']);

interface Step {
  cell: CellId;
  delta: number;
  position: number;
  caseId?: string;
  caseNo?: string;
  /** For figures: whether one stood there before. */
  replaces?: boolean;
}

@QueryHandler(DiffReport)
export class DiffReportHandler implements IQueryHandler<DiffReport> {
  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  execute({ unit, year, moment }: DiffReport): Promise<ReportDifference | null> {
    return inSnapshot(this.dataSource, async (manager) => {
      const at = await statutoryPosition(
        manager,
        this.store,
        ['statistical-facts', 'report-inputs', 'report-snapshots', 'units'],
        moment.at,
      );
      await knownUnit(manager, unit, at);
      const snapshot = (await snapshotsAt(manager, unit, at)).find((each) => each.year === year);
      return snapshot ? this.compared(manager, snapshot, at) : null;
    });
  }

  /** A sum of reports differs by what its registers differ by. */
  private async compared(manager: EntityManager, snapshot: ReportSnapshot, at: number): Promise<ReportDifference> {
    const { unit, year, revision, countedPosition } = snapshot;
    const found = new Map<CellId, DifferenceReason[]>();
    for (const register of await registersBehind(manager, snapshot)) {
      for (const [cell, reasons] of await this.reasonsIn(manager, register, at)) {
        found.set(cell, [...(found.get(cell) ?? []), ...reasons]);
      }
    }
    const published = tablesFrom(snapshot.cells);
    const touched = CELL_IDS.flatMap((cell): DifferingCell[] => {
      const reasons = found.get(cell);
      if (!reasons) return [];
      const delta = reasons.reduce((sum, reason) => plus(cell, sum, reason.delta), 0);
      const before = valueOf(published, cell);
      return [{ cell, label: labelOf(cell), published: before, now: plus(cell, before, delta), delta, reasons }];
    });
    const cells = touched.filter(({ delta }) => delta !== 0);
    const offset = touched.filter(({ delta }) => delta === 0);
    return { unit, year, revision, published: countedPosition, position: at, cells, offset };
  }

  private async reasonsIn(
    manager: EntityManager,
    { unit, year, countedPosition: since, cells }: ReportSnapshot,
    at: number,
  ): Promise<Map<CellId, DifferenceReason[]>> {
    const registers = await registersOf(manager, { unit, year, at });
    const steps = await figureSteps(manager, { unit, year, since, at });
    const counted: AnnualTables[] = [];
    for (const { unit: of, published: earlier } of registers) {
      counted.push(await tablesAt(manager, { unit: of, year, at: since }, earlier));
      steps.push(...(await caseSteps(manager, { unit: of, year, since, at }, earlier)));
    }
    const then = summed(counted);
    const published = tablesFrom(cells);
    const events = await this.eventsAt(new Set(steps.map(({ position }) => position)));
    const found = new Map<CellId, DifferenceReason[]>();
    for (const cell of CELL_IDS) {
      const reasons = steps
        .filter((step) => step.cell === cell)
        .map(({ delta, position, caseId, caseNo, replaces }): DifferenceReason => {
          const event = events.get(position);
          const corrects = replaces ?? (event !== undefined && CORRECTIONS.has(event.type));
          return { kind: corrects ? 'correction' : 'late_entry', unit, delta, caseId, caseNo, event };
        });
      const byRule = minus(cell, valueOf(then, cell), valueOf(published, cell));
      if (byRule !== 0) reasons.push({ kind: 'rule', unit, delta: byRule });
      if (reasons.length > 0) found.set(cell, reasons);
    }
    return found;
  }

  private async eventsAt(positions: ReadonlySet<number>): Promise<Map<number, DifferingEvent>> {
    const events = new Map<number, DifferingEvent>();
    for (const position of positions) {
      for await (const event of this.store.readAll({ after: position - 1, to: position })) {
        const { type, effectiveOn, recordedAt, actor } = event;
        events.set(position, {
          type: type as LedgerEventType,
          position,
          effectiveOn,
          recordedAt,
          actor: actor as Actor,
        });
      }
    }
    return events;
  }
}

async function tablesAt(
  manager: EntityManager,
  { unit, year, at }: { unit: string; year: number; at: number },
  earlier: readonly ReportSnapshot[],
): Promise<AnnualTables> {
  const of = { unit, at, fromYear: year, toYear: year };
  const histories = await requestHistories(manager, { ...of, fromYear: 0 }, earlier);
  const years = earlier.map((each) => each.year);
  return tabulate(
    {
      requests: bookedGroups(histories, years, year),
      appeals: bookedAppealGroups(await appealHistories(manager, of, earlier), years, year),
      figures: await table2At(manager, { unit, year, at }),
    },
    year,
  );
}

interface Between {
  unit: string;
  year: number;
  since: number;
  at: number;
}

const standsAt = ({ fromPosition, toPosition }: FactsSpan, at: number) =>
  fromPosition <= at && (toPosition === null || toPosition > at);

/** What every change of a case after the cut-off did to every cell, change by change. */
async function caseSteps(
  manager: EntityManager,
  { unit, year, since, at }: Between,
  earlier: readonly ReportSnapshot[],
): Promise<Step[]> {
  const spans = await manager
    .getRepository(FactsSpan)
    .createQueryBuilder('f')
    .where('f.unit = :unit and f.from_position <= :at', { unit, at })
    .andWhere(
      `f.case_id in (select changed.case_id from read_models.statistical_facts changed
        where changed.unit = :unit and (changed.from_position > :since or changed.to_position > :since))`,
      { since },
    )
    .orderBy('f.case_id', 'ASC')
    .addOrderBy('f.from_position', 'ASC')
    .getMany();
  const years = earlier.map((each) => each.year);
  return bySubject(spans, ({ caseId }) => caseId).flatMap((ofCase) => {
    const before = earlier.map(({ countedPosition }) => ofCase.find((span) => standsAt(span, countedPosition)));
    const countedAt = (position: number): Map<CellId, number> => {
      const span = ofCase.find((each) => standsAt(each, position));
      const facts = bookedFacts(
        years,
        [...before, span].map((each) => each && factsOf(each)),
      );
      if (!facts) return new Map();
      const counted = new Map<CellId, number>();
      for (const { cell } of cellsOf(facts, year)) counted.set(cell, (counted.get(cell) ?? 0) + 1);
      return counted;
    };
    const boundaries = new Set(
      ofCase.flatMap(({ fromPosition, toPosition }) => [fromPosition, ...(toPosition === null ? [] : [toPosition])]),
    );
    const changes = [...boundaries].filter((position) => position > since && position <= at).sort((a, b) => a - b);
    const { caseId, caseNo } = ofCase.at(-1)!;
    let counted = countedAt(since);
    return changes.flatMap((position): Step[] => {
      const next = countedAt(position);
      const cells = new Set([...counted.keys(), ...next.keys()]);
      const steps = [...cells].flatMap((cell): Step[] => {
        const delta = (next.get(cell) ?? 0) - (counted.get(cell) ?? 0);
        return delta === 0 ? [] : [{ cell, delta, position, caseId, caseNo }];
      });
      counted = next;
      return steps;
    });
  });
}

/** Figures of table 2 that were recorded after the cut-off, the last one for each cell. */
async function figureSteps(manager: EntityManager, { unit, year, since, at }: Between): Promise<Step[]> {
  const then = new Map(
    (await figuresAt(manager, { unit, year, at: since })).map((figure) => [figure.cell, figure.value]),
  );
  const now = await figuresAt(manager, { unit, year, at });
  return now.flatMap(({ cell, value, fromPosition }): Step[] => {
    const before = then.get(cell) ?? 0;
    if (value === before) return [];
    const delta = cell === FEE_AMOUNT_CELL ? wanYuanOf(value - before) : value - before;
    return [{ cell: cell as CellId, delta, position: fromPosition, replaces: then.has(cell) }];
  });
}
