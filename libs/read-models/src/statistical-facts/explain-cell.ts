import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource, type EntityManager } from 'typeorm';
import { cellsOf, isT2CellId, labelOf, tabulate, valueOf, type BookedFacts, type CellId } from '@app/annual-report';
import type { Actor, CivilDate, Instant, LedgerEventType, Role, StatisticalFacts } from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { TimelineRow } from '../case-timeline/timeline-row.entity';
import { inSnapshot } from '../database/in-transaction';
import { statutoryPosition } from '../framework/standing';
import { figuresAt, table2At } from '../report-inputs/inputs-at';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';
import { knownUnit } from '../units/known-unit';
import { factsOfCases } from './facts-at';
import { registersOf } from './registers';

export interface ProvingEvent {
  eventId: string;
  type: LedgerEventType;
  position: number;
  effectiveOn: CivilDate;
  recordedAt: Instant;
  actor: Actor;
}

/** One case in a cell, and the event that put it there; a case with two proceedings may be twice in a cell of table 4. */
export interface CellMember {
  caseId: string;
  caseNo: string;
  event: ProvingEvent;
  rule: string;
  /** The year its events say, where a published report moved it into another. */
  originYear?: number;
}

/** The recorded figure behind a cell of table 2. */
export interface CellFigure {
  /** Pieces; whole yuan for the fee amount. */
  value: number;
  source: string;
  countedOn: CivilDate;
  event: ProvingEvent;
}

export interface CellExplanation {
  unit: string;
  year: number;
  cell: CellId;
  /** Label of row and column as on the form. */
  label: string;
  value: number;
  members: CellMember[];
  /** Only for cells of table 2. */
  figure?: CellFigure;
  position: number;
}

/** Which cases make up a cell, and which event put each there? @throws ProjectionStopped, ReadModelBehind, UnknownUnit */
export class ExplainCell extends Query<CellExplanation> {
  constructor(
    readonly unit: string,
    readonly year: number,
    readonly cell: CellId,
    readonly moment: { at?: number } = {},
  ) {
    super();
  }
}

interface Asked {
  unit: string;
  year: number;
  cell: CellId;
  at: number;
}

@QueryHandler(ExplainCell)
export class ExplainCellHandler implements IQueryHandler<ExplainCell> {
  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  execute({ unit, year, cell, moment }: ExplainCell): Promise<CellExplanation> {
    return inSnapshot(this.dataSource, async (manager) => {
      const at = await statutoryPosition(
        manager,
        this.store,
        ['statistical-facts', 'report-inputs', 'report-snapshots', 'units'],
        moment.at,
      );
      await knownUnit(manager, unit, at);
      const asked = { unit, year, cell, at };
      const found = isT2CellId(cell) ? await figureBehind(manager, asked) : await this.casesBehind(manager, asked);
      return { unit, year, cell, label: labelOf(cell), position: at, ...found };
    });
  }

  private async casesBehind(manager: EntityManager, { unit, year, cell, at }: Asked) {
    const facts: (StatisticalFacts | BookedFacts)[] = [];
    for (const { unit: of, published } of await registersOf(manager, { unit, year, at })) {
      facts.push(...(await factsOfCases(manager, { unit: of, at, fromYear: year, toYear: year }, published)));
    }
    const found = facts.flatMap((ofCase) => membershipsIn(ofCase, year, cell));
    const events = await this.eventsOf(manager, found);
    const members = found.map(({ eventId, ...member }): CellMember => {
      const event = events.get(eventId);
      if (!event) throw new ProofMissing(eventId);
      return { ...member, event };
    });
    return { value: members.length, members };
  }

  /** From the timeline, and from the log itself for what the timeline does not have (yet). */
  private async eventsOf(
    manager: EntityManager,
    memberships: readonly { caseId: string; eventId: string }[],
  ): Promise<Map<string, ProvingEvent>> {
    const rows = await manager
      .getRepository(TimelineRow)
      .createQueryBuilder('e')
      .select(['e.eventId', 'e.type', 'e.position', 'e.effectiveOn', 'e.recordedAt', 'e.actorId', 'e.actorRole'])
      .where('e.event_id = any(:ids)', { ids: memberships.map(({ eventId }) => eventId) })
      .getMany();
    const events = new Map(rows.map((row) => [row.eventId, proofOf(row)]));
    for (const { caseId, eventId } of memberships) {
      if (events.has(eventId)) continue;
      for await (const { id, type, actor, ...stored } of this.store.readStream(`case-${caseId}`)) {
        events.set(id, proofOf({ eventId: id, type, actorId: actor.id, actorRole: actor.role, ...stored }));
      }
    }
    return events;
  }
}

const membershipsIn = (facts: StatisticalFacts | BookedFacts, year: number, cell: CellId) =>
  cellsOf(facts, year)
    .filter((membership) => membership.cell === cell)
    .map(({ eventId, rule }) => ({
      caseId: facts.caseId,
      caseNo: facts.caseNo,
      eventId,
      rule,
      ...('originYear' in facts && facts.originYear !== undefined && { originYear: facts.originYear }),
    }));

const proofOf = (row: {
  eventId: string;
  type: string;
  position: number;
  effectiveOn: CivilDate;
  recordedAt: Instant;
  actorId: string;
  actorRole: string;
}): ProvingEvent => ({
  eventId: row.eventId,
  type: row.type as LedgerEventType,
  position: row.position,
  effectiveOn: row.effectiveOn,
  recordedAt: row.recordedAt,
  actor: { id: row.actorId, role: row.actorRole as Role },
});

async function figureBehind(manager: EntityManager, { unit, year, cell, at }: Asked) {
  const figure = (await figuresAt(manager, { unit, year, at })).find((each) => each.cell === cell);
  const figures = await table2At(manager, { unit, year, at });
  const value = valueOf(tabulate({ requests: [], appeals: [], figures }, year), cell);
  if (!figure) return { value, members: [] };
  const { source, countedOn, fromPosition } = figure;
  const event = proofOf({ ...figure, type: 'ProactiveFigureRecorded', position: fromPosition });
  return { value, members: [], figure: { value: figure.value, source, countedOn, event } };
}

/** A fact names an event that is nowhere in the log: the facts and the log do not belong together. */
class ProofMissing extends Error {
  override readonly name = 'ProofMissing';
  constructor(eventId: string) {
    super(`event ${eventId} is not in the log`);
  }
}
