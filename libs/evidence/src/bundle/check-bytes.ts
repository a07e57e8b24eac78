import { hash } from 'node:crypto';
import { EMPTY_HEAD, headerBytes, headOver, type LeafSource } from '@app/event-store';
import { GrowingRoot } from '../merkle';
import { NO_PREVIOUS_SEAL, parseSealText, sealDigest, type Seal } from '../seal-text';
import { SEALS_STREAM } from '../sealed-event';
import { isSignedBy, type SealPublicKey } from '../sign';
import { placeOf, type Tell } from './faults';
import type { EventRecord, HeaderRecord, Manifest, RecordOfKind } from './records';

type SealRecord = RecordOfKind['seal'];
type Line = EventRecord | HeaderRecord;

const sealPlace = (number: number) => ({ stream: SEALS_STREAM, revision: number - 1, seal: number });

/** The leaf of docs/log-format.md, from the body or from its hash alone. */
export function leafOf(header: LeafSource | Omit<LeafSource, 'body'>, bodyHash: string): Buffer {
  const bytes = headerBytes({ body: '', ...header });
  const source = Buffer.alloc(1 + bytes.length + 32);
  bytes.copy(source, 1);
  source.write(bodyHash, 1 + bytes.length, 'hex');
  return hash('sha256', source, 'buffer');
}

export const bodyHashOf = (line: Line): string =>
  line.kind === 'event' ? hash('sha256', line.body, 'hex') : line.bodyHash;

/** The seals of a bundle and the bytes under them: step one of `docs/audit-bundle.md`. */
export class SealedBytes {
  events = 0;
  /** Every line of a seal, readable or not, by the number it says. */
  readonly sealLines = new Map<number, SealRecord>();
  private readonly seals: { seal: Seal; text: string }[] = [];
  private readonly revisions = new Map<string, number>();
  private previous = { position: 0, stream: '', revision: -1, recordedAt: '', hash: EMPTY_HEAD };
  private tree = new GrowingRoot();
  /** Index of the seal that is to be closed next. */
  private next = 0;

  constructor(
    private readonly manifest: Manifest,
    private readonly tell: Tell,
  ) {}

  get streams(): number {
    return this.revisions.size;
  }

  get sealCount(): number {
    return this.seals.length;
  }

  seal(record: SealRecord, line: number, keys: readonly SealPublicKey[]): void {
    let seal: Seal;
    try {
      seal = parseSealText(record.text);
    } catch {
      return this.tell('SEAL_UNREADABLE', { line });
    }
    this.sealLines.set(record.number, record);
    const place = sealPlace(seal.number);
    const before = this.seals.at(-1);
    if (seal.storeId !== this.manifest.store) this.tell('SEAL_STORE', place);
    if (seal.number !== record.number || seal.number !== (before?.seal.number ?? 0) + 1)
      this.tell('SEAL_NUMBER', place);
    if (seal.from !== (before?.seal.to ?? 0) + 1) this.tell('SEAL_RANGE', place);
    if (seal.previous !== (before ? sealDigest(before.text) : NO_PREVIOUS_SEAL)) this.tell('SEAL_PREVIOUS', place);
    const key = keys.find(({ keyId }) => keyId === record.keyId);
    if (!key) this.tell('SEAL_KEY', place);
    else if (!isSignedBy(record, key)) this.tell('SEAL_SIGNATURE', place);
    this.seals.push({ seal, text: record.text });
  }

  event(line: Line): void {
    const { previous } = this;
    const found = (kind: Parameters<Tell>[0]) => this.tell(kind, placeOf(line));
    if (line.position > previous.position + 1) found('POSITION_GAP');
    if (line.position <= previous.position) found('POSITION_ORDER');
    if (line.revision !== (this.revisions.get(line.stream) ?? -1) + 1) found('REVISION_ORDER');
    if (line.recordedAt < previous.recordedAt) found('TIME_BACKWARDS');
    const leaf = leafOf(line, bodyHashOf(line));
    if (line.hash !== headOver(previous.hash, leaf)) found('HASH_MISMATCH');
    for (let at = this.atHand(); at && line.position > at.to; at = this.atHand()) this.close(at);
    this.tree.add(leaf);
    this.revisions.set(line.stream, line.revision);
    this.previous = line;
    this.events++;
  }

  end(): void {
    const { previous } = this;
    for (let at = this.atHand(); at && previous.position >= at.to; at = this.atHand()) this.close(at);
    if (previous.position !== this.manifest.positions) this.tell('MANIFEST_MISMATCH');
    const last = this.seals.at(-1)?.seal.to;
    const place = previous.stream === '' ? {} : placeOf(previous);
    if (last === undefined || previous.position > last) this.tell('UNSEALED', place);
    else if (previous.position < last) this.tell('TAIL_MISSING', place);
  }

  private atHand(): Seal | undefined {
    return this.seals[this.next]?.seal;
  }

  private close({ number, root, head }: Seal): void {
    if (this.tree.root().toString('hex') !== root) this.tell('SEAL_ROOT', sealPlace(number));
    if (this.previous.hash !== head) this.tell('SEAL_HEAD', sealPlace(number));
    this.tree = new GrowingRoot();
    this.next++;
  }
}
