import type { OfficeEvent, WorkCalendar } from '@app/disclosure';
import type { LogStore, StoredEvent } from '@app/event-store';
import { type SealInLog, sealIn, SEAL_EVENT, SEALS_STREAM } from '../sealed-event';
import { keyIdOf } from '../sign';
import { bodyHashOf } from './check-bytes';
import { countedEvent } from './check-meaning';
import { isCounted } from './countable';
import { declaration } from './declaration';
import { countedAt, OfficeFacts, type Frozen } from './office-facts';
import {
  BUNDLE_FORMAT,
  BUNDLE_VERSION,
  COUNTING_VERSION,
  eventRecord,
  headerRecord,
  lineOf,
  type BundleRecord,
  type Manifest,
  type RecordOfKind,
} from './records';
import { isCase, scopeOf, tellsScope, type Scope } from './scope';

/** A log without a seal has nothing that a bundle could show. */
export class NothingSealed extends Error {
  override readonly name = 'NothingSealed';
  constructor() {
    super('the log has no seal yet');
  }
}

/** Nobody registered the unit before the last seal. */
export class UnitNotSealed extends Error {
  override readonly name = 'UnitNotSealed';
  constructor(readonly unit: string) {
    super(`no unit ${unit} in the sealed log`);
  }
}

/** What a bundle is written from: the log as it lies there, never decrypted. */
export type BundleLog = Pick<LogStore, 'head' | 'readStored'>;

/** A data key opened on purpose, base64 of 32 bytes. */
export type OpenedKey = Omit<RecordOfKind['key'], 'kind'>;

export interface BundleOrder {
  /** Both null: everything. */
  unit: string | null;
  year: number | null;
  /** The events of all others in full as well. */
  everything: boolean;
  /** The working calendar as known at a position. */
  calendarAt(position: number): WorkCalendar;
  /** Who opens personal data, and the keys of those of the streams that may be opened. */
  opened?: Omit<RecordOfKind['opened'], 'kind'> & {
    /** Records that somebody looks, before the first key is given away. */
    record(cases: number): Promise<void>;
    keysOf(streams: readonly string[]): Promise<OpenedKey[]>;
  };
  /** Told of the position reached. */
  onPosition?: (position: number, of: number) => void;
}

export interface BundleWritten {
  /** Last position in the bundle: the end of the last seal. */
  positions: number;
  events: number;
  /** Events of others that are there without their body. */
  headers: number;
  seals: number;
  reports: number;
  keys: number;
  /** Events after the last seal, which are not in the bundle. */
  unsealed: number;
}

/** Takes the next piece of the file; awaited, so that a slow disk holds the reading up. */
export type Sink = (text: string) => Promise<void> | void;

/** Keys asked for at a time. */
const STREAMS_AT_ONCE = 500;

/**
 * Writes a bundle in two passes over the log, one line in memory at a time: the first learns the seals and the scope, the
 * second writes.
 * @throws NothingSealed, UnitNotSealed
 */
export async function writeBundle(log: BundleLog, order: BundleOrder, sink: Sink): Promise<BundleWritten> {
  const { storeId, position: head } = await log.head();
  const { seals, office } = await survey(log, head);
  const last = seals.at(-1);
  if (!last) throw new NothingSealed();
  const positions = last.seal.to;
  const { unit, year, everything } = order;
  if (unit !== null && !office.knows(unit)) throw new UnitNotSealed(unit);
  const manifest: Manifest = {
    format: BUNDLE_FORMAT,
    version: BUNDLE_VERSION,
    store: storeId,
    unit,
    year,
    everything,
    positions,
    counting: COUNTING_VERSION,
  };
  const reports = reportsOf(manifest, office);
  const written = { positions, events: 0, headers: 0, seals: seals.length, reports: reports.length, keys: 0 };
  let lines = 0;
  const put = async (record: BundleRecord | Manifest): Promise<void> => {
    await sink(lineOf(record));
    lines++;
  };

  await put(manifest);
  for (const key of publicKeysOf(seals)) await put(key);
  await put(declaration(order.calendarAt(positions)));
  for (const report of reports) await put(report);
  const { opened } = order;
  if (opened) await put({ kind: 'opened', by: opened.by, role: opened.role, at: opened.at, note: opened.note });
  for (const { seal, text, keyId, signature } of seals) {
    await put({ kind: 'seal', number: seal.number, text, keyId, signature });
  }
  const chosen = new Chosen(scopeOf(manifest, office));
  for await (const event of log.readStored({ to: positions })) {
    const line = chosen.lineOf(event);
    await put(line);
    if (line.kind === 'event') written.events++;
    else written.headers++;
    order.onPosition?.(event.position, positions);
  }
  if (opened) {
    await opened.record(chosen.caseStreams.size);
    for (const streams of inParts(chosen.caseStreams, STREAMS_AT_ONCE)) {
      for (const { stream, subject, keyId, key } of await opened.keysOf(streams)) {
        await put({ kind: 'key', stream, subject, keyId, key });
        written.keys++;
      }
    }
  }
  await put({ kind: 'end', records: lines });
  return { ...written, unsealed: head - positions };
}

/** What has to be known before the first line: the seals, and whose events belong to the bundle. */
async function survey(log: BundleLog, to: number): Promise<{ seals: SealInLog[]; office: OfficeFacts }> {
  const seals: SealInLog[] = [];
  const told: StoredEvent[] = [];
  for await (const event of log.readStored({ to })) {
    const sealed = event.stream === SEALS_STREAM && event.type === SEAL_EVENT ? sealIn(event) : undefined;
    if (sealed) seals.push(sealed);
    if (tellsScope(event) && isCounted(event.type)) told.push(event);
  }
  const office = new OfficeFacts();
  const end = seals.at(-1)?.seal.to ?? 0;
  for (const event of told) {
    if (event.position > end) continue;
    try {
      office.add(countedEvent(eventRecord(event)) as OfficeEvent);
    } catch {
      // It goes into the bundle as it lies in the log, and whoever checks names it.
    }
  }
  return { seals, office };
}

function publicKeysOf(seals: readonly SealInLog[]): RecordOfKind['public-key'][] {
  return [...new Set(seals.map(({ publicKey }) => publicKey))].map((key) => ({
    kind: 'public-key',
    keyId: keyIdOf(Buffer.from(key, 'base64')),
    key,
  }));
}

function reportsOf({ unit, year }: Manifest, office: OfficeFacts): RecordOfKind['report'][] {
  return office.frozen
    .filter(({ data }) => (unit === null || data.unitId === unit) && (year === null || data.reportYear === year))
    .map((event: Frozen) => ({
      kind: 'report',
      unit: event.data.unitId,
      year: event.data.reportYear,
      revision: event.data.revision,
      position: event.position,
      counted: countedAt(event),
      cells: event.data.cells,
    }));
}

/** Which events are in full, decided as they come by: a case is known by its first one. */
class Chosen {
  /** Streams of the cases that are in full. */
  readonly caseStreams = new Set<string>();

  constructor(private readonly scope: Scope) {}

  lineOf(event: StoredEvent): RecordOfKind['event'] | RecordOfKind['header'] {
    const full = eventRecord(event);
    if (isCase(event.stream) && event.revision === 0 && this.isOurs(full)) this.caseStreams.add(event.stream);
    const ofOurs = this.caseStreams.has(event.stream);
    if (ofOurs || this.scope.needs(event, undefined)) return full;
    return headerRecord(event, bodyHashOf(full));
  }

  private isOurs(registration: RecordOfKind['event']): boolean {
    try {
      const { type, data } = countedEvent(registration);
      return type === 'ApplicationRegistered' && this.scope.hasUnit(data.unit);
    } catch {
      return false;
    }
  }
}

function* inParts(all: Iterable<string>, size: number): Generator<string[]> {
  let part: string[] = [];
  for (const each of all) {
    part.push(each);
    if (part.length < size) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
