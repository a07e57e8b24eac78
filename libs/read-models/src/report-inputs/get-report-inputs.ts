import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { Actor, CivilDate, Instant, Role } from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { inSnapshot } from '../database/in-transaction';
import { statutoryPosition } from '../framework/standing';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';
import { knownUnit } from '../units/known-unit';
import { figuresAt, textsAt } from './inputs-at';

export interface RecordedFigure {
  /** Cell code of table 2, e.g. `t2.rules.issued`. */
  cell: string;
  /** Pieces; whole yuan for the fee amount. */
  value: number;
  source: string;
  countedOn: CivilDate;
  eventId: string;
  position: number;
  recordedAt: Instant;
  actor: Actor;
}

export interface WrittenText {
  section: string;
  markdown: string;
  eventId: string;
  position: number;
  recordedAt: Instant;
  actor: Actor;
}

export interface ReportInputs {
  unit: string;
  /** As registered. */
  unitName: string;
  canMakeRules: boolean;
  year: number;
  figures: RecordedFigure[];
  texts: WrittenText[];
  position: number;
}

/** Which figures and texts were recorded for a report? @throws ProjectionStopped, ReadModelBehind, UnknownUnit */
export class GetReportInputs extends Query<ReportInputs> {
  constructor(
    readonly unit: string,
    readonly year: number,
    readonly moment: { at?: number } = {},
  ) {
    super();
  }
}

const provenance = (row: {
  eventId: string;
  fromPosition: number;
  recordedAt: Instant;
  actorId: string;
  actorRole: string;
}) => ({
  eventId: row.eventId,
  position: row.fromPosition,
  recordedAt: row.recordedAt,
  actor: { id: row.actorId, role: row.actorRole as Role },
});

@QueryHandler(GetReportInputs)
export class GetReportInputsHandler implements IQueryHandler<GetReportInputs> {
  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  execute({ unit, year, moment }: GetReportInputs): Promise<ReportInputs> {
    return inSnapshot(this.dataSource, async (manager) => {
      const at = await statutoryPosition(manager, this.store, ['report-inputs', 'units'], moment.at);
      const { name, canMakeRules } = await knownUnit(manager, unit, at);
      const figures = await figuresAt(manager, { unit, year, at });
      const texts = await textsAt(manager, { unit, year, at });
      return {
        unit,
        unitName: name,
        canMakeRules,
        year,
        figures: figures.map((row) => {
          const { cell, value, source, countedOn } = row;
          return { cell, value, source, countedOn, ...provenance(row) };
        }),
        texts: texts.map((row) => ({ section: row.section, markdown: row.markdown, ...provenance(row) })),
        position: at,
      };
    });
  }
}
