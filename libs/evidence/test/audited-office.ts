import { hash } from 'node:crypto';
import {
  EVENTS,
  protectionOf,
  stateCouncilCalendar,
  type LedgerEventData,
  type LedgerEventType,
  type OfficeEvent,
  type CaseEvent,
} from '@app/disclosure';
import {
  deriveEventId,
  inMemoryStore,
  masterKeyOf,
  protectedStore,
  type JsonObject,
  type ProtectedStore,
  type StoredEvent,
} from '@app/event-store';
import { CaseFacts } from '../src/bundle/case-facts';
import { isCounted } from '../src/bundle/countable';
import { readEvent } from '../src/bundle/check-meaning';
import { OfficeFacts, type Frozen } from '../src/bundle/office-facts';
import { recounted } from '../src/bundle/recount';
import { eventRecord } from '../src/bundle/records';
import { writeBundle, type BundleOrder, type BundleWritten } from '../src/bundle/write-bundle';
import { nextSeal } from '../src/next-seal';
import { exportedSeal, sealText, type SignedSeal } from '../src/seal-text';
import { SEAL_EVENT, type SealInLog, sealIn, SEALS_STREAM } from '../src/sealed-event';
import { newSealKeyPem, sealKeyOf, type SealKey } from '../src/sign';

/** The same text gives the same UUID in every run. */
export const uuidOf = (text: string): string => deriveEventId(hash('sha256', text, 'hex').slice(0, 32), 0);

const PROTECTION = Object.fromEntries(
  (Object.keys(EVENTS) as LedgerEventType[]).map((type) => [type, protectionOf(type)]),
);

/** An invented office in memory: names are encrypted, the log is sealed, reports are frozen as they are counted. */
export class AuditedOffice {
  readonly key: SealKey = sealKeyOf(newSealKeyPem());
  private readonly revisions = new Map<string, number>();
  private readonly office = new OfficeFacts();
  private readonly cases = new Map<string, CaseFacts[]>();
  private readonly byStream = new Map<string, CaseFacts>();
  private told = 0;

  private constructor(readonly store: ProtectedStore) {}

  static async open(...units: string[]): Promise<AuditedOffice> {
    let clock = Date.parse('2026-01-05T01:00:00Z');
    const store = await protectedStore(inMemoryStore({ now: () => new Date((clock += 1_000)) }), {
      key: masterKeyOf(Buffer.from(hash('sha256', 'example', 'hex'), 'hex')),
      protection: PROTECTION,
    });
    const office = new AuditedOffice(store);
    for (const unit of units) await office.registers(unit);
    return office;
  }

  async registers(unit: string): Promise<void> {
    const data = { unit, name: `示例单位${unit}`, canMakeRules: false };
    await this.tell(`unit-${unit}`, unit, 'UnitRegistered', '2020-01-01', data);
  }

  /** Appends one event; answers its id. */
  async tell<T extends LedgerEventType>(
    stream: string,
    unit: string,
    type: T,
    effectiveOn: string,
    data: LedgerEventData[T],
  ): Promise<string> {
    return this.append(stream, type, effectiveOn, data as unknown as JsonObject, { unit });
  }

  async append(
    stream: string,
    type: string,
    effectiveOn: string,
    data: JsonObject,
    metadata: JsonObject,
  ): Promise<string> {
    const commandId = uuidOf(`command ${++this.told}`);
    const revision = this.revisions.get(stream);
    const id = deriveEventId(commandId, 0);
    const actor = { id: 'clerk-1', role: 'handler' };
    const { position } = await this.store.append({
      stream,
      expectedRevision: revision ?? 'no_stream',
      commandId,
      events: [{ id, type, schemaVersion: 1, effectiveOn, actor, data, metadata: { ...metadata, commandId } }],
    });
    this.revisions.set(stream, (revision ?? -1) + 1);
    for await (const event of this.store.raw.readStored({ after: position - 1, to: position })) this.count(event);
    return id;
  }

  private count(stored: StoredEvent): void {
    if (stored.stream === SEALS_STREAM) return;
    const event = readEvent(eventRecord(stored));
    if (!stored.stream.startsWith('case-')) return this.office.add(event as OfficeEvent);
    if (event.type === 'ApplicationRegistered') {
      const facts = new CaseFacts(event.data.unit);
      this.byStream.set(stored.stream, facts);
      this.cases.set(event.data.unit, [...(this.cases.get(event.data.unit) ?? []), facts]);
    }
    if (isCounted(event.type)) this.byStream.get(stored.stream)!.add(event as CaseEvent);
  }

  /**
   * Freezes the next revision of a report, honestly unless cells are given that are to be other ones.
   * @param meanwhile what happens after it was counted and before it is frozen
   */
  async freezes(
    unit: string,
    year: number,
    {
      below = [],
      lies = {},
      meanwhile,
    }: { below?: string[]; lies?: Record<string, number>; meanwhile?: () => Promise<void> } = {},
  ): Promise<void> {
    const { position } = await this.store.head();
    const before = this.office.frozen.filter(({ data }) => data.unitId === unit && data.reportYear === year).length;
    const unitTree = [unit, ...below].map((member) => ({
      unit: member,
      name: member,
      ...(member !== unit && { parent: unit, revision: this.lastRevision(member, year) }),
    }));
    const data: LedgerEventData['ReportFrozen'] = {
      reportYear: year,
      unitId: unit,
      revision: before + 1,
      cutoffRecordedAt: '2026-01-05T01:00:00.000Z',
      cells: {},
      position,
      calendarVersion: stateCouncilCalendar.version,
      unitTree,
      ...(below.length > 0 && { consolidated: true }),
      ...(before > 0 && { reason: '补录' }),
    };
    const cells = recounted({ position: position + 1, data } as Frozen, { cases: this.cases, office: this.office });
    await meanwhile?.();
    const type = before > 0 ? 'ReportRevised' : 'ReportFrozen';
    await this.tell(`report-${unit}-${year}`, unit, type, `${year + 1}-01-20`, {
      ...data,
      cells: { ...cells, ...lies },
    });
  }

  private lastRevision(unit: string, year: number): number {
    return this.office.frozen.filter(({ data }) => data.unitId === unit && data.reportYear === year).length;
  }

  isPublished(unit: string, year: number): boolean {
    return this.lastRevision(unit, year) > 0;
  }

  async seals(): Promise<SealInLog[]> {
    const seals: SealInLog[] = [];
    for await (const event of this.store.raw.readStored()) {
      const sealed = event.type === SEAL_EVENT ? sealIn(event) : undefined;
      if (sealed) seals.push(sealed);
    }
    return seals;
  }

  async seal(): Promise<void> {
    const last = (await this.seals()).at(-1);
    const { storeId } = await this.store.head();
    const events = this.store.raw.readStored({ after: last?.seal.to ?? 0 });
    const seal = await nextSeal({ storeId, last, events, now: '2026-01-05T00:00:00.000Z' });
    if (!seal) return;
    const data = { ...this.key.sign(sealText(seal)), publicKey: this.key.raw };
    await this.append(SEALS_STREAM, SEAL_EVENT, '2026-01-05', data, {});
  }

  /** The last seal as somebody was given it. */
  async deposit(): Promise<SignedSeal & { exported: string; seal: SealInLog['seal'] }> {
    const { text, keyId, signature, seal } = (await this.seals()).at(-1)!;
    return { text, keyId, signature, seal, exported: exportedSeal({ text, keyId, signature }) };
  }

  async bundle(
    order: Pick<BundleOrder, 'unit' | 'year'> & Partial<BundleOrder>,
  ): Promise<{ lines: string[]; written: BundleWritten }> {
    const lines: string[] = [];
    const full: BundleOrder = { everything: false, calendarAt: () => stateCouncilCalendar, ...order };
    const written = await writeBundle(this.store.raw, full, (line) => void lines.push(line));
    return { lines, written };
  }
}

/** A bundle's lines as a file is read: in pieces that do not end where lines do. */
export function sourceOf(content: string | Buffer): () => Uint8Array[] {
  const bytes = Buffer.from(content);
  return () =>
    Array.from({ length: Math.ceil(bytes.length / 1000) }, (_, n) => bytes.subarray(n * 1000, n * 1000 + 1000));
}
