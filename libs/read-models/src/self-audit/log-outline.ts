import type { ProactiveFigures } from '@app/annual-report';
import { liftEvent, placed, type OfficeEvent, type UnitPlacement } from '@app/disclosure';
import type { EventStore, RecordedEvent } from '@app/event-store';
import { isCaseEvent } from '../framework/case-events';
import { caseIdOfStream } from '../framework/log-reader';

/** A published report: of each revision the last counts from its own position on. */
export interface ReplayedReport {
  unit: string;
  year: number;
  countedPosition: number;
}

/** What the log says up to a position, all but the cases, of which it has the names. */
export interface LogOutline {
  position: number;
  /** By unit, in the order they were registered. */
  units: Map<string, UnitPlacement>;
  reports: ReplayedReport[];
  /** By unit and year. */
  figures: Map<string, ProactiveFigures>;
  /** Ids of the cases with the positions of their last events, in the order of their first. */
  cases: Map<string, number>;
}

export const figuresKey = (unit: string, year: number): string => `${unit}\u001f${year}`;

const STEP = 5_000;

/** One pass over the log. Cost: some hundred bytes are held for each case. */
export async function outlineOf(
  store: Pick<EventStore, 'readAll'>,
  position: number,
  onProgress: (position: number) => void = () => undefined,
): Promise<LogOutline> {
  const outline: LogOutline = { position, units: new Map(), reports: [], figures: new Map(), cases: new Map() };
  for await (const stored of store.readAll({ to: position })) {
    take(outline, stored);
    if (stored.position % STEP === 0) onProgress(stored.position);
  }
  return outline;
}

function take(outline: LogOutline, stored: RecordedEvent): void {
  // The events of a case are read with the case.
  const caseId = caseIdOfStream(stored.stream);
  if (caseId !== '') {
    outline.cases.set(caseId, stored.position);
    return;
  }
  const event = liftEvent(stored);
  if (!isCaseEvent(event)) takeOffice(outline, event);
}

function takeOffice(outline: LogOutline, event: OfficeEvent): void {
  if (event.type === 'UnitRegistered' || event.type === 'UnitMoved' || event.type === 'UnitAbolished') {
    const placement = placed(outline.units.get(event.data.unit), event);
    if (placement) outline.units.set(event.data.unit, placement);
  } else if (event.type === 'ReportFrozen' || event.type === 'ReportRevised') {
    const { unitId: unit, reportYear: year, position = event.position - 1 } = event.data;
    outline.reports = outline.reports.filter((report) => report.unit !== unit || report.year !== year);
    outline.reports.push({ unit, year, countedPosition: position });
  } else if (event.type === 'ProactiveFigureRecorded') {
    const { unit, year, cell, value } = event.data;
    const key = figuresKey(unit, year);
    outline.figures.set(key, { ...outline.figures.get(key), [cell]: value });
  }
}
