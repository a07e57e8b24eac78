import { randomUUID } from 'node:crypto';
import { deriveEventId, headAfter, EMPTY_HEAD, inMemoryStore, type LogStore, type StoredEvent } from '@app/event-store';
import type { DepositedSeal } from '../src/check-deposits';
import { nextSeal } from '../src/next-seal';
import { sealText } from '../src/seal-text';
import { SEAL_EVENT, type SealInLog, sealIn, SEALS_STREAM } from '../src/sealed-event';
import { newSealKeyPem, type SealKey, sealKeyOf } from '../src/sign';
import type { FoundEvent, FoundLog } from '../src/verify-log';

/** A log in memory that is sealed with one key; every event is a second later than the one before. */
export class SealedLog {
  readonly key: SealKey = sealKeyOf(newSealKeyPem());
  private clock = Date.parse('2026-01-05T01:00:00Z');
  private readonly store: LogStore = inMemoryStore({ now: () => new Date((this.clock += 1_000)) });
  private readonly last = new Map<string, number>();

  async tell(stream: string, type = 'Noted', data: object = { note: '备注' }): Promise<void> {
    const commandId = randomUUID();
    const revision = this.last.get(stream);
    await this.store.append({
      stream,
      expectedRevision: revision ?? 'no_stream',
      commandId,
      events: [
        {
          id: deriveEventId(commandId, 0),
          type,
          schemaVersion: 1,
          effectiveOn: '2026-01-05',
          actor: { id: 'u1', role: 'handler' },
          data: data as never,
          metadata: { commandId },
        },
      ],
    });
    this.last.set(stream, (revision ?? -1) + 1);
  }

  /** Answers false where there was nothing to seal. */
  async seal(): Promise<boolean> {
    const events = await this.stored();
    const last = events
      .filter(({ stream }) => stream === SEALS_STREAM)
      .map(sealIn)
      .at(-1);
    const { storeId } = await this.store.head();
    const since = events.slice(last?.seal.to ?? 0);
    const seal = await nextSeal({ storeId, last, events: since, now: new Date(this.clock).toISOString() });
    if (!seal) return false;
    await this.tell(SEALS_STREAM, SEAL_EVENT, { ...this.key.sign(sealText(seal)), publicKey: this.key.raw });
    return true;
  }

  async stored(): Promise<StoredEvent[]> {
    const events: StoredEvent[] = [];
    for await (const event of this.store.readStored()) events.push(event);
    return events;
  }

  /** As a verifier finds it, after somebody was there. */
  async found(tamper: (log: FoundEvent[]) => FoundEvent[] = (log) => log): Promise<FoundLog> {
    const events = tamper((await this.stored()).map((event) => ({ ...event, commandId: commandOf(event) })));
    const head = await this.store.head();
    return { head, seals: events.filter(({ stream }) => stream === SEALS_STREAM), events };
  }

  async deposits(): Promise<DepositedSeal[]> {
    const seals = (await this.stored()).filter(({ type }) => type === SEAL_EVENT).map(sealIn) as SealInLog[];
    return seals.map(({ text, keyId, signature, seal }) => ({
      text,
      keyId,
      signature,
      seal,
      name: `seal-${seal.number}`,
    }));
  }
}

const commandOf = ({ body }: StoredEvent): string =>
  (JSON.parse(body) as { metadata: { commandId: string } }).metadata.commandId;

/** Three streams, three seals, 24 events; the last seal is the last event. */
export async function sampleLog(): Promise<SealedLog> {
  const log = new SealedLog();
  for (let n = 0; n < 21; n++) {
    await log.tell(`s${n % 3}`);
    if (n % 7 === 6) await log.seal();
  }
  return log;
}

/** The chain computed anew from a place (from 0) on, as whoever owns the database can. */
export function rehashed(log: readonly FoundEvent[], from: number): FoundEvent[] {
  let head = from === 0 ? EMPTY_HEAD : log[from - 1]!.hash;
  return log.map((event, index) => (index < from ? event : { ...event, hash: (head = headAfter(head, event)) }));
}
