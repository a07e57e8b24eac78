import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource, type EntityManager } from 'typeorm';
import { CLAUSES, isT2CellId, labelOf, tabulate, valueOf, type CellId, type Clause } from '@app/annual-report';
import type { CivilDate } from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { inSnapshot } from '../database/in-transaction';
import type { AsOf } from '../framework/as-of';
import { countedStore, countReads, type Cost } from '../framework/cost';
import { statutoryPosition } from '../framework/standing';
import { figuresAt, table2At } from '../report-inputs/inputs-at';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';
import { knownUnit } from '../units/known-unit';
import { casesOfRegister } from './cases-at';
import { membersOf, type Membership } from './members-of';
import { eventAt, proofOf, ProofMissing, provingEvents, type ProvingEvent } from './proving-events';
import { registersOf } from './registers';

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
  /** What the rules say is counted here. */
  clause: Clause;
  value: number;
  members: CellMember[];
  /** Only for cells of table 2. */
  figure?: CellFigure;
  position: number;
  on?: CivilDate;
  cost: Cost;
}

/** Which cases make up a cell, and which event put each there? @throws ProjectionStopped, ReadModelBehind, UnknownUnit */
export class ExplainCell extends Query<CellExplanation> {
  constructor(
    readonly unit: string,
    readonly year: number,
    readonly cell: CellId,
    readonly moment: AsOf = {},
  ) {
    super();
  }
}

interface Asked {
  unit: string;
  year: number;
  cell: CellId;
  at: number;
  on?: CivilDate;
}

@QueryHandler(ExplainCell)
export class ExplainCellHandler implements IQueryHandler<ExplainCell> {
  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  execute({ unit, year, cell, moment }: ExplainCell): Promise<CellExplanation> {
    return inSnapshot(this.dataSource, async (manager) => {
      const cost: Cost = { queries: 0, rows: 0, events: 0 };
      countReads(manager, cost);
      const at = await statutoryPosition(
        manager,
        this.store,
        ['statistical-facts', 'report-inputs', 'report-snapshots', 'units'],
        moment.at,
      );
      await knownUnit(manager, unit, at);
      const asked: Asked = { unit, year, cell, at, ...(moment.on !== undefined && { on: moment.on }) };
      const found = isT2CellId(cell)
        ? await figureBehind(manager, asked)
        : await this.casesBehind(manager, asked, cost);
      const { on } = asked;
      return {
        ...{ unit, year, cell, label: labelOf(cell), clause: CLAUSES[cell], position: at },
        ...(on !== undefined && { on }),
        ...found,
        cost,
      };
    });
  }

  private async casesBehind(manager: EntityManager, { unit, year, cell, at, on }: Asked, cost: Cost) {
    const store = countedStore(this.store, cost);
    const found: Membership[] = [];
    for (const { unit: of, published } of await registersOf(manager, { unit, year, at, on })) {
      const cases = await casesOfRegister(manager, { unit: of, at, fromYear: year, toYear: year, on }, published, cell);
      found.push(...cases.flatMap((counted) => membersOf(counted, year, cell)));
    }
    const events = await provingEvents(
      manager,
      store,
      found.filter(({ takenAt }) => takenAt === undefined),
    );
    const members: CellMember[] = [];
    for (const { eventId, takenAt, ...member } of found) {
      const event = takenAt === undefined ? events.get(eventId) : await eventAt(store, takenAt);
      if (!event) throw new ProofMissing(eventId);
      const { caseId, caseNo, rule, originYear } = member;
      members.push({ caseId, caseNo, event, rule, ...(originYear !== undefined && { originYear }) });
    }
    return { value: members.length, members };
  }
}

async function figureBehind(manager: EntityManager, { unit, year, cell, at }: Asked) {
  const figure = (await figuresAt(manager, { unit, year, at })).find((each) => each.cell === cell);
  const figures = await table2At(manager, { unit, year, at });
  const value = valueOf(tabulate({ requests: [], appeals: [], figures }, year), cell);
  if (!figure) return { value, members: [] };
  const { source, countedOn, fromPosition } = figure;
  const event = proofOf({ ...figure, type: 'ProactiveFigureRecorded', position: fromPosition });
  return { value, members: [], figure: { value: figure.value, source, countedOn, event } };
}
