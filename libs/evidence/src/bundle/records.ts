import type { YearSchedule } from '@app/disclosure';
import type { LeafSource, StoredEvent } from '@app/event-store';
import type { SignedSeal } from '../seal-text';

/** The first line (`docs/audit-bundle.md`). */
export interface Manifest {
  format: typeof BUNDLE_FORMAT;
  version: number;
  /** Identity of the log, a UUID. */
  store: string;
  /** What the bundle is about; both null: everything. */
  unit: string | null;
  year: number | null;
  /** Every event is in full. */
  everything: boolean;
  /** The positions 1 to this one are in the bundle. */
  positions: number;
  /** Version of the counting rules. */
  counting: number;
}

export const BUNDLE_FORMAT = 'disclosure-ledger bundle';
export const BUNDLE_VERSION = 1;
export const COUNTING_VERSION = 1;
/** A longer line is not read. */
export const LONGEST_LINE = 16 * 1024 * 1024;

/** The working calendar at the end of the bundle, holiday notices as data. */
export interface DeclaredCalendar {
  version: string;
  /** SHA-256 of the JSON text of `years`, hex: against damage, not against forgers. */
  digest: string;
  years: YearSchedule[];
}

/** What an event of somebody else is told by: everything but its body. */
export type HeaderRecord = Omit<LeafSource, 'body'> & {
  kind: 'header';
  /** SHA-256 of the body, hex. */
  bodyHash: string;
  hash: string;
};
export type EventRecord = StoredEvent & { kind: 'event' };

/** Every line after the manifest, by its kind. */
export interface RecordOfKind {
  'public-key': { kind: 'public-key'; keyId: string; key: string };
  declaration: {
    kind: 'declaration';
    counting: number;
    cells: (readonly [cell: string, label: string, rule: string])[];
    calendar: DeclaredCalendar;
  };
  report: {
    kind: 'report';
    unit: string;
    year: number;
    revision: number;
    /** Position of the event that froze it. */
    position: number;
    /** Position its cells were counted at. */
    counted: number;
    cells: Record<string, number>;
  };
  opened: { kind: 'opened'; by: string; role: string; at: string; note: string };
  seal: { kind: 'seal'; number: number } & SignedSeal;
  event: EventRecord;
  header: HeaderRecord;
  key: { kind: 'key'; stream: string; subject: string; keyId: string; key: string };
  end: { kind: 'end'; records: number };
}

export type RecordKind = keyof RecordOfKind;
export type BundleRecord = RecordOfKind[RecordKind];

/** One line of a bundle as it is written. */
export const lineOf = (record: BundleRecord | Manifest): string => `${JSON.stringify(record)}\n`;

/** The members of an event in the order of the format. */
const headOf = (event: LeafSource) => {
  const { position, stream, revision, id, type, schemaVersion, effectiveOn, recordedAt, actor } = event;
  const { id: actorId, role } = actor;
  const actorOf = { id: actorId, role };
  return { position, stream, revision, id, type, schemaVersion, effectiveOn, recordedAt, actor: actorOf };
};

export const eventRecord = (event: StoredEvent): EventRecord => ({
  kind: 'event',
  ...headOf(event),
  body: event.body,
  hash: event.hash,
});

export const headerRecord = (event: StoredEvent, bodyHash: string): HeaderRecord => ({
  kind: 'header',
  ...headOf(event),
  bodyHash,
  hash: event.hash,
});
