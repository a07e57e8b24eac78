import { Query } from '@nestjs/cqrs';
import type { Actor, CivilDate, Instant } from '@app/disclosure';

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
