import { cellValues, CELL_IDS, type CellId } from '@app/annual-report';
import { liftEvent, type CaseEvent, type LedgerEvent, type OfficeEvent } from '@app/disclosure';
import { SEAL_EVENT, SEALS_STREAM } from '../sealed-event';
import { CaseFacts } from './case-facts';
import { isCountable, isCounted } from './countable';
import { placeOf, type BundleFaultKind, type Tell } from './faults';
import { countedAt, OfficeFacts, type Frozen } from './office-facts';
import { recounted, tablesAt } from './recount';
import type { EventRecord, HeaderRecord, Manifest, RecordOfKind } from './records';
import { isCase, type Scope } from './scope';

type ReportLine = RecordOfKind['report'];

/** A frozen report that was counted again. */
export interface ComparedReport {
  unit: string;
  year: number;
  revision: number;
  /** Position it was counted at. */
  position: number;
  /** Cells that were compared, and how many are not what was published. */
  cells: number;
  differing: number;
}

/** What an event says. @throws where its body cannot be read */
export function readEvent(record: EventRecord): LedgerEvent {
  const { body, ...head } = record;
  const { data, metadata } = JSON.parse(body) as { data: object; metadata: object };
  return liftEvent({ ...head, data: withoutEnvelopes(data), metadata });
}

/** An event with all that is counted of it. @throws where it has not */
export function countedEvent(record: EventRecord): LedgerEvent {
  const event = readEvent(record);
  if (!isCountable(event)) throw new RangeError('not what its type says');
  return event;
}

/** Ciphertext counts nowhere and would only take room. */
const withoutEnvelopes = (data: object): object =>
  Object.fromEntries(
    Object.entries(data).filter(([, value]) => (value as { sealed?: unknown } | null)?.sealed === undefined),
  );

/** The meaning of a bundle's events: step two of `docs/audit-bundle.md`. */
export class BundleMeaning {
  private readonly office = new OfficeFacts();
  private readonly unitOfCase = new Map<string, string>();
  private readonly caseOfStream = new Map<string, CaseFacts>();
  private readonly cases = new Map<string, CaseFacts[]>();
  private readonly reports: { record: ReportLine; line: number }[] = [];

  constructor(
    private readonly manifest: Manifest,
    private readonly scope: Scope,
    /** The line of a seal, by its number. */
    private readonly sealLine: (number: number) => RecordOfKind['seal'] | undefined,
    private readonly tell: Tell,
  ) {}

  report(record: ReportLine, line: number): void {
    this.reports.push({ record, line });
  }

  event(record: EventRecord | HeaderRecord): void {
    const needed = this.scope.needs(record, this.unitOfCase.get(record.stream));
    if (record.kind === 'header') {
      if (needed) this.found('EVENT_LEFT_OUT', record);
      return;
    }
    try {
      this.read(record, needed);
    } catch {
      this.found('BODY_UNREADABLE', record);
    }
  }

  private read(record: EventRecord, needed: boolean): void {
    const { stream, type } = record;
    if (stream === SEALS_STREAM && type === SEAL_EVENT) this.logSealed(record);
    else if (isCase(stream)) this.caseEvent(record);
    else if (needed && isCounted(type)) this.office.add(countedEvent(record) as OfficeEvent);
  }

  private logSealed(record: EventRecord): void {
    const { data } = JSON.parse(record.body) as { data: Record<string, unknown> };
    const line = this.sealLine(record.revision + 1);
    const same = (['text', 'keyId', 'signature'] as const).every((member) => line && data[member] === line[member]);
    if (!same) this.found('SEAL_CHANGED', record);
  }

  private caseEvent(record: EventRecord): void {
    const { stream } = record;
    if (record.revision === 0) this.opens(record);
    const ofCase = this.caseOfStream.get(stream);
    if (!ofCase || !isCounted(record.type)) return;
    // A case that cannot be read once is not counted any further, and named once.
    this.caseOfStream.delete(stream);
    const event = countedEvent(record) as CaseEvent;
    if (event.metadata.unit !== ofCase.unit) throw new RangeError('an event of another unit');
    ofCase.add(event);
    this.caseOfStream.set(stream, ofCase);
  }

  private opens(record: EventRecord): void {
    const event = countedEvent(record);
    if (event.type !== 'ApplicationRegistered') throw new RangeError('a case begins with its registration');
    const { unit } = event.data;
    this.unitOfCase.set(record.stream, unit);
    if (!this.scope.hasUnit(unit)) return;
    const ofCase = new CaseFacts(unit);
    this.caseOfStream.set(record.stream, ofCase);
    const ofUnit = this.cases.get(unit) ?? [];
    ofUnit.push(ofCase);
    this.cases.set(unit, ofUnit);
  }

  /** The reports against their events; true where nothing stands in the way of counting. */
  compareReports(): void {
    const { unit, year } = this.manifest;
    if (unit !== null && !this.office.knows(unit)) this.tell('MANIFEST_MISMATCH');
    const open = new Set(this.reports);
    for (const event of this.office.frozen) {
      const { unitId, reportYear } = event.data;
      if ((unit !== null && unit !== unitId) || (year !== null && year !== reportYear)) continue;
      const line = [...open].find(({ record }) => isSame(record, event));
      if (line) open.delete(line);
      else this.found('REPORT_CHANGED', event);
    }
    for (const { line } of open) this.tell('REPORT_CHANGED', { line });
  }

  /** Counts every frozen report of the scope again. */
  recount(): ComparedReport[] {
    return this.office.frozen.filter(({ data }) => this.scope.hasUnit(data.unitId)).map((event) => this.compare(event));
  }

  private compare(event: Frozen): ComparedReport {
    const { unitId: unit, reportYear: year, revision, cells } = event.data;
    const now = recounted(event, this.parts);
    const differing = CELL_IDS.filter((cell) => now[cell] !== cells[cell]);
    for (const cell of differing) {
      this.tell('CELL_MISMATCH', { ...placeOf(event), cell, published: cells[cell], counted: now[cell] });
    }
    return { unit, year, revision, position: countedAt(event), cells: CELL_IDS.length, differing: differing.length };
  }

  /** The cells of the unit and year of the bundle as they follow from all of its events. */
  cellsNow(): Record<CellId, number> | undefined {
    const { unit, year, positions } = this.manifest;
    return unit === null || year === null ? undefined : cellValues(tablesAt(unit, year, positions, this.parts));
  }

  private get parts() {
    return { cases: this.cases, office: this.office };
  }

  private found(kind: BundleFaultKind, event: Parameters<typeof placeOf>[0]): void {
    this.tell(kind, placeOf(event));
  }
}

function isSame(record: ReportLine, event: Frozen): boolean {
  const { unitId, reportYear, revision, cells } = event.data;
  const { position } = event;
  const told = { kind: 'report', unit: unitId, year: reportYear, revision, position, counted: countedAt(event), cells };
  return canonical(record) === canonical(told);
}

const canonical = ({ cells, ...rest }: { cells: Record<string, number> }): string =>
  JSON.stringify([Object.entries(rest), Object.entries(cells).sort(([a], [b]) => (a < b ? -1 : 1))]);
