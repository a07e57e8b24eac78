import type { CellId } from '@app/annual-report';
import type { OfficeEvent } from '@app/disclosure';
import type { Seal, SignedSeal } from '../seal-text';
import { keyIdOf, type SealPublicKey } from '../sign';
import { SEALS_STREAM } from '../sealed-event';
import { BundleMeaning, countedEvent, type ComparedReport } from './check-meaning';
import { SealedBytes } from './check-bytes';
import { isDeclared } from './declaration';
import type { BundleFault, Tell } from './faults';
import { OfficeFacts } from './office-facts';
import { fileLines } from './read-lines';
import { rankOf, readManifest, readRecord } from './read-record';
import { COUNTING_VERSION, type BundleRecord, type Manifest, type RecordOfKind } from './records';
import { scopeOf, tellsScope, type Scope } from './scope';

export interface BundleOptions {
  /** Keys known to be right from elsewhere. Without any, the bundle only shows that it agrees with itself. */
  trusted?: readonly SealPublicKey[];
  /** Seals that were kept elsewhere. */
  deposited?: readonly (SignedSeal & { seal: Seal })[];
  /** Told of every line that was read. */
  onLine?: (number: number) => void;
}

export interface BundleReport {
  ok: boolean;
  /** What the first line says; absent where it is no bundle. */
  manifest?: Manifest;
  events: number;
  streams: number;
  seals: number;
  /** Ids of the keys the seals were checked with, and whether they were known from elsewhere. */
  keys: { keyId: string; trusted: boolean }[];
  /** Frozen reports that were counted again. */
  reports: ComparedReport[];
  /** The cells of the unit and year at the end of the bundle; absent where a fault stands in the way. */
  cells?: Record<CellId, number>;
  /** Who opened personal data for this bundle. */
  opened?: RecordOfKind['opened'];
  /** In the order of the checks of `docs/audit-bundle.md`. */
  faults: BundleFault[];
}

/** Bytes of a bundle from its beginning; it is read twice. */
export type BundleSource = () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Checks a bundle with nothing but its bytes. Memory for the cases of the scope, not for the log. */
export async function verifyBundle(source: BundleSource, options: BundleOptions = {}): Promise<BundleReport> {
  const bytes: BundleFault[] = [];
  const meant: BundleFault[] = [];
  const tellBytes: Tell = (kind, place) => bytes.push({ kind, ...place });
  const tellMeant: Tell = (kind, place) => meant.push({ kind, ...place });

  let reading: Reading | undefined;
  for await (const { number, text } of fileLines(source())) {
    options.onLine?.(number);
    if (number === 1) {
      const manifest = text === undefined ? undefined : readManifest(text);
      if (!manifest) break;
      reading = new Reading(manifest, await scopeIn(source, manifest), options, tellBytes, tellMeant);
    } else {
      reading?.line(number, text === undefined ? undefined : readRecord(text));
    }
  }
  if (!reading) {
    const faults: BundleFault[] = [{ kind: 'NOT_A_BUNDLE', line: 1 }];
    return { ok: false, events: 0, streams: 0, seals: 0, keys: [], reports: [], faults };
  }
  reading.end();
  const { manifest, sealed, meaning, opened, keys } = reading;
  if (bytes.length === 0) meaning.compareReports();
  const clear = bytes.length === 0 && meant.length === 0;
  const reports = clear ? meaning.recount() : [];
  const faults = bytes.length > 0 ? bytes : meant;
  return {
    ok: faults.length === 0,
    manifest,
    events: sealed.events,
    streams: sealed.streams,
    seals: sealed.sealCount,
    keys: keys.map(({ keyId }) => ({ keyId, trusted: options.trusted !== undefined })),
    reports,
    ...(clear && { cells: meaning.cellsNow() }),
    ...(opened && { opened }),
    faults,
  };
}

/** What units and reports of the bundle say of its scope; what cannot be read is named when it is checked. */
async function scopeIn(source: BundleSource, manifest: Manifest): Promise<Scope> {
  const office = new OfficeFacts();
  for await (const { text } of fileLines(source())) {
    // Cases are most of a bundle, and say nothing here.
    if (text === undefined || !/"stream":"(unit|report)-/.test(text)) continue;
    const record = readRecord(text);
    if (record?.kind !== 'event' || !tellsScope(record)) continue;
    try {
      office.add(countedEvent(record) as OfficeEvent);
    } catch {
      continue;
    }
  }
  return scopeOf(manifest, office);
}

/** One pass over the lines of a bundle. */
class Reading {
  readonly sealed: SealedBytes;
  readonly meaning: BundleMeaning;
  readonly keys: SealPublicKey[];
  opened?: RecordOfKind['opened'];
  private rank = 0;
  private publicKeys = 0;
  private declarations = 0;
  private ended = false;

  constructor(
    readonly manifest: Manifest,
    scope: Scope,
    private readonly options: BundleOptions,
    private readonly tell: Tell,
    tellMeant: Tell,
  ) {
    this.sealed = new SealedBytes(manifest, tell);
    this.meaning = new BundleMeaning(manifest, scope, (number) => this.sealed.sealLines.get(number), tellMeant);
    this.keys = [...(options.trusted ?? [])];
  }

  line(number: number, record: BundleRecord | undefined): void {
    if (!record || this.ended || rankOf(record.kind) < this.rank)
      return this.tell('RECORD_UNREADABLE', { line: number });
    this.rank = rankOf(record.kind);
    const read = this.on[record.kind] as (record: BundleRecord, line: number) => void;
    read(record, number);
  }

  private readonly on: { [K in BundleRecord['kind']]: (record: RecordOfKind[K], line: number) => void } = {
    'public-key': (record, line) => this.publicKey(record, line),
    declaration: (record) => {
      this.declarations++;
      const counts = this.manifest.counting === COUNTING_VERSION && isDeclared(record);
      if (this.declarations === 1 && !counts) this.tell('DECLARATION_CHANGED');
    },
    report: (record, line) => this.meaning.report(record, line),
    opened: (record) => {
      this.opened = record;
    },
    seal: (record, line) => this.sealed.seal(record, line, this.keys),
    event: (record) => this.event(record),
    header: (record) => this.event(record),
    key: () => undefined,
    end: ({ records }, line) => {
      this.ended = true;
      if (records !== line - 1) this.tell('MANIFEST_MISMATCH');
    },
  };

  private publicKey({ keyId, key }: RecordOfKind['public-key'], line: number): void {
    this.publicKeys++;
    const bytes = Buffer.from(key, 'base64');
    const isItsOwn = bytes.toString('base64') === key && keyIdOf(bytes) === keyId;
    const { trusted } = this.options;
    if (!isItsOwn || (trusted && !trusted.some(({ raw }) => raw === key))) return this.tell('OTHER_KEY', { line });
    if (!trusted) this.keys.push({ keyId, raw: key });
  }

  private event(record: RecordOfKind['event'] | RecordOfKind['header']): void {
    this.sealed.event(record);
    this.meaning.event(record);
  }

  end(): void {
    this.sealed.end();
    if (this.publicKeys === 0) this.tell('MANIFEST_MISMATCH');
    if (this.declarations !== 1) this.tell('MANIFEST_MISMATCH');
    if (!this.ended) this.tell('BUNDLE_TRUNCATED');
    for (const { seal, text } of this.options.deposited ?? []) {
      const place = { stream: SEALS_STREAM, revision: seal.number - 1, seal: seal.number };
      const line = this.sealed.sealLines.get(seal.number);
      if (!line) this.tell('DEPOSIT_MISSING', place);
      else if (line.text !== text) this.tell('DEPOSIT_DIFFERS', place);
    }
  }
}
