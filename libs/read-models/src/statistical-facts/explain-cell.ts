import { Query } from '@nestjs/cqrs';
import type { CellId } from '@app/annual-report';
import type { Actor, CivilDate, Instant, LedgerEventType } from '@app/disclosure';

export interface ProvingEvent {
  eventId: string;
  type: LedgerEventType;
  position: number;
  effectiveOn: CivilDate;
  recordedAt: Instant;
  actor: Actor;
}

/** One case in a cell, and the event that put it there. */
export interface CellMember {
  caseId: string;
  caseNo: string;
  event: ProvingEvent;
  rule: string;
}

/** The recorded figure behind a cell of table 2. */
export interface CellFigure {
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
