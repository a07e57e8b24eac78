import type { ProactiveFigures } from '@app/annual-report';
import {
  evolve,
  factsOf,
  fold,
  liftEvent,
  placed,
  type CaseEvent,
  type CaseState,
  type LedgerEvent,
  type OfficeEvent,
  type StatisticalFacts,
  type UnitPlacement,
} from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { isCaseEvent } from '../framework/case-events';
import { historyOf } from '../framework/case-histories';

/** The facts of a case from one position up to another (exclusive). */
export interface ReplayedSpan {
  from: number;
  to: number | null;
  facts: StatisticalFacts;
}

export interface ReplayedCase {
  unit: string;
  caseNo: string;
  state: CaseState;
  spans: ReplayedSpan[];
}

/** A published report: of each revision the last counts from its own position on. */
export interface ReplayedReport {
  unit: string;
  year: number;
  countedPosition: number;
}

/** What the log says up to a position, held whole; no table of the read models is asked. */
export interface ReplayedLog {
  position: number;
  /** By unit, in the order they were registered. */
  units: Map<string, UnitPlacement>;
  reports: ReplayedReport[];
  /** By unit and year. */
  figures: Map<string, ProactiveFigures>;
  /** By case id. */
  cases: Map<string, ReplayedCase>;
  /** The same by unit: a case never changes its unit. */
  byUnit: Map<string, ReplayedCase[]>;
}

export const figuresKey = (unit: string, year: number): string => `${unit}\u001f${year}`;

/** These change how earlier events read, so the case is folded anew (R-110, D9). */
const REWRITES: ReadonlySet<string> = new Set(['EntryCorrected', 'EntryRetracted', 'PersonErased']);

/** One pass over the log. Cost: the state and the spans of every case are held at once. */
export async function replayedLog(store: EventStore, position: number): Promise<ReplayedLog> {
  const log: ReplayedLog = {
    position,
    units: new Map(),
    reports: [],
    figures: new Map(),
    cases: new Map(),
    byUnit: new Map(),
  };
  for await (const stored of store.readAll({ to: position })) {
    const event: LedgerEvent = liftEvent(stored);
    if (isCaseEvent(event)) await takeCase(store, log, event);
    else takeOffice(log, event);
  }
  for (const ofCase of log.cases.values()) {
    const ofUnit = log.byUnit.get(ofCase.unit);
    if (ofUnit) ofUnit.push(ofCase);
    else log.byUnit.set(ofCase.unit, [ofCase]);
  }
  return log;
}

async function takeCase(store: EventStore, { cases }: ReplayedLog, event: CaseEvent): Promise<void> {
  const caseId = event.stream.slice('case-'.length);
  const known = cases.get(caseId);
  const state = REWRITES.has(event.type)
    ? fold(await historyOf(store, event.stream, event.position))!
    : evolve(known?.state, event);
  const spans = known?.spans ?? [];
  cases.set(caseId, { unit: state.unit, caseNo: state.caseNo, state, spans });
  const facts = factsOf(state);
  const standing = spans.at(-1)?.to === null ? spans.at(-1) : undefined;
  if (JSON.stringify(standing?.facts) === JSON.stringify(facts)) return;
  if (standing) standing.to = event.position;
  if (facts) spans.push({ from: event.position, to: null, facts });
}

function takeOffice(log: ReplayedLog, event: OfficeEvent): void {
  if (event.type === 'UnitRegistered' || event.type === 'UnitMoved' || event.type === 'UnitAbolished') {
    const placement = placed(log.units.get(event.data.unit), event);
    if (placement) log.units.set(event.data.unit, placement);
  } else if (event.type === 'ReportFrozen' || event.type === 'ReportRevised') {
    const { unitId: unit, reportYear: year, position = event.position - 1 } = event.data;
    log.reports = log.reports.filter((report) => report.unit !== unit || report.year !== year);
    log.reports.push({ unit, year, countedPosition: position });
  } else if (event.type === 'ProactiveFigureRecorded') {
    const { unit, year, cell, value } = event.data;
    const key = figuresKey(unit, year);
    log.figures.set(key, { ...log.figures.get(key), [cell]: value });
  }
}
