import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource, type EntityManager } from 'typeorm';
import {
  cellsOf,
  CLAUSES,
  isT2CellId,
  labelOf,
  NOT_COUNTED,
  whyNot,
  whyNowhere,
  type CellId,
  type Clause,
  type NotCounted,
  type NotCountedBecause,
} from '@app/annual-report';
import { fold, stateOn, type CaseEvent, type CaseState, type CivilDate } from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { inSnapshot } from '../database/in-transaction';
import type { AsOf } from '../framework/as-of';
import { historyOf } from '../framework/case-histories';
import { countedStore, countReads, type Cost } from '../framework/cost';
import { statutoryPosition } from '../framework/standing';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';
import { knownUnit } from '../units/known-unit';
import { countedCase, type CountedCase } from './cases-at';
import { episodesOf, type Episode } from './episodes';
import { FactsSpan } from './facts-span.entity';
import { membersOf } from './members-of';
import { eventAt, proofFrom, type ProvingEvent } from './proving-events';
import { registersOf } from './registers';

/** One reason why a case is not counted in a cell. */
export interface WhyNot {
  reason: NotCounted;
  zh: string;
  en: string;
  rule: string;
  /** Years, kinds and codes that explain it. */
  detail: Record<string, string | number>;
  /** The event that says so. */
  event?: ProvingEvent;
}

export interface CaseInCell {
  unit: string;
  year: number;
  cell: CellId;
  label: string;
  clause: Clause;
  caseId: string;
  caseNo: string;
  /** How often it is counted in the cell; more than once only for proceedings. */
  counted: number;
  /** What puts it there, one for each time. */
  members: { event: ProvingEvent; rule: string; originYear?: number }[];
  /** Everything that keeps it out; empty where it is counted. */
  reasons: WhyNot[];
  /** Where it is counted instead that year, totals left out. */
  elsewhere: CellId[];
  /** When it was counted in this cell and when not any more, by the events that changed that. */
  episodes: Episode[];
  position: number;
  on?: CivilDate;
  cost: Cost;
}

/**
 * Why is a case counted in a cell, or why not, and was it once? `undefined` for a case nobody knows.
 * @throws ProjectionStopped, ReadModelBehind, UnknownUnit
 */
export class ExplainCase extends Query<CaseInCell | undefined> {
  constructor(
    readonly unit: string,
    readonly year: number,
    readonly cell: CellId,
    readonly caseId: string,
    readonly moment: AsOf = {},
  ) {
    super();
  }
}

type Store = ReturnType<typeof countedStore>;

@QueryHandler(ExplainCase)
export class ExplainCaseHandler implements IQueryHandler<ExplainCase> {
  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  execute(asked: ExplainCase): Promise<CaseInCell | undefined> {
    return inSnapshot(this.dataSource, async (manager) => {
      const cost: Cost = { queries: 0, rows: 0, events: 0 };
      countReads(manager, cost);
      const at = await statutoryPosition(
        manager,
        this.store,
        ['statistical-facts', 'report-inputs', 'report-snapshots', 'units'],
        asked.moment.at,
      );
      await knownUnit(manager, asked.unit, at);
      const answer = await this.answer(manager, countedStore(this.store, cost), asked, at);
      return answer && { ...answer, cost };
    });
  }

  private async answer(
    manager: EntityManager,
    store: Store,
    { unit, year, cell, caseId, moment }: ExplainCase,
    at: number,
  ) {
    const { on } = moment;
    // What was registered later has a number, but nothing of it was known then.
    const all = await historyOf(store, `case-${caseId}`);
    const history = all.filter(({ position }) => position <= at);
    const first = all[0];
    if (first?.type !== 'ApplicationRegistered') return undefined;
    const { unit: of, caseNo } = first.data;
    const spans = await manager.getRepository(FactsSpan).find({ where: { caseId }, order: { fromPosition: 'ASC' } });
    const known = spans.filter(({ fromPosition }) => fromPosition <= at);
    const registers = await registersOf(manager, { unit, year, at, on });
    const register = registers.find((each) => each.unit === of);
    const counted = register && countedCase(known, { at, on }, register.published);
    const members = counted ? membersOf(counted, year, cell) : [];
    const byId = new Map(all.map((event) => [event.id, proofFrom(event as never)]));
    const because =
      members.length > 0
        ? []
        : reasonsFor({ history, on, year, cell, unit, of, register: register !== undefined, counted });
    return {
      ...{ unit, year, cell, label: labelOf(cell), clause: CLAUSES[cell], caseId, caseNo },
      counted: members.length,
      members: await Promise.all(
        members.map(async ({ eventId, takenAt, rule, originYear }) => ({
          event: takenAt === undefined ? byId.get(eventId)! : await eventAt(store, takenAt),
          rule,
          ...(originYear !== undefined && { originYear }),
        })),
      ),
      reasons: because.map(({ reason, detail, eventId }): WhyNot => {
        const event = eventId === undefined ? undefined : byId.get(eventId);
        return { reason, ...NOT_COUNTED[reason], detail, ...(event && { event }) };
      }),
      elsewhere: counted ? [...new Set(cellsOf(counted.facts, year).map((each) => each.cell))].filter(isNoTotal) : [],
      episodes: isT2CellId(cell) ? [] : await episodesOf(manager, store, { unit, of, year, cell, spans: known, at }),
      position: at,
      ...(on !== undefined && { on }),
    };
  }
}

const isNoTotal = (cell: CellId): boolean => !cell.endsWith('.total') && !cell.includes('.results_total.');

interface Case {
  history: readonly CaseEvent[];
  on: CivilDate | undefined;
  year: number;
  cell: CellId;
  /** The unit asked about, and the one whose register the case is in. */
  unit: string;
  of: string;
  /** Whether the tables asked about count that register. */
  register: boolean;
  counted: CountedCase | undefined;
}

function reasonsFor({ history, on, year, cell, unit, of, register, counted }: Case): NotCountedBecause[] {
  if (isT2CellId(cell)) return whyNot({} as never, year, cell);
  if (history.length === 0) return [{ reason: 'unknown_then', detail: {} }];
  if (!register) return [{ reason: unit === of ? 'succeeded' : 'other_unit', detail: { register: of, asked: unit } }];
  if (counted) return [...takenBack(history), ...whyNot(counted.facts, year, cell, counted.plain)];
  const state = on === undefined ? fold(history) : stateOn(history, on);
  if (!state) return [{ reason: 'not_yet', detail: { on: on ?? '' }, eventId: history[0]!.id }];
  const nowhere = whyNowhere(state) ?? { reason: 'not_yet' as const, detail: { receivedOn: state.receivedOn ?? '' } };
  return [{ ...nowhere, ...saidBy(state, history) }];
}

/** The event that makes a case count nowhere: the void, the split, or the registration that still waits. */
function saidBy(state: CaseState, history: readonly CaseEvent[]): { eventId?: string } {
  const type = state.voided
    ? 'CaseVoided'
    : state.childCaseIds.length > 0
      ? 'ApplicationSplit'
      : 'ApplicationRegistered';
  const event = history.findLast((each) => each.type === type);
  return event ? { eventId: event.id } : {};
}

/** A conclusion that was retracted, where none stands. */
function takenBack(history: readonly CaseEvent[]): NotCountedBecause[] {
  if (fold(history)?.closing) return [];
  const closings = new Set(history.filter(({ type }) => type === 'CaseClosed').map(({ id }) => id));
  const retraction = history.findLast(
    (event) => event.type === 'EntryRetracted' && closings.has(event.data.targetEventId),
  );
  return retraction ? [{ reason: 'result_taken_back', detail: {}, eventId: retraction.id }] : [];
}
