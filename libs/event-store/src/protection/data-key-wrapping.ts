import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { DataKeys, StoredDataKey } from '../log-store';
import type { WrappedKey } from '../port';
import { decrypt, encrypt } from './cipher';
import type { DataKey } from './envelope';
import { type MasterKey, matchKeyOf } from './master-key';
import { MasterKeyRefused } from './refusals';

/** Wraps data keys with the current master key, unwraps with that and with former ones. */
export class KeyWrapping {
  private readonly byId: Map<string, MasterKey>;

  constructor(
    private readonly current: MasterKey,
    former: readonly MasterKey[] = [],
  ) {
    this.byId = new Map([...former, current].map((key) => [key.id, key]));
  }

  newDataKey(): DataKey {
    return { id: randomUUID(), bytes: randomBytes(32) };
  }

  wrap(stream: string, subject: string, key: DataKey): WrappedKey {
    const text = encrypt(this.current.bytes, [stream, subject, key.id], key.bytes).toString('base64');
    return { masterKeyId: this.current.id, text };
  }

  /** @throws MasterKeyRefused when it was wrapped by a master key that is not at hand, or was altered */
  unwrap({ stream, subject, keyId }: StoredDataKey, wrapped: WrappedKey): DataKey {
    const master = this.byId.get(wrapped.masterKeyId);
    if (!master) throw new MasterKeyRefused('OTHER_KEY', `master key ${wrapped.masterKeyId} is needed and not at hand`);
    try {
      const bytes = decrypt(master.bytes, [stream, subject, keyId], Buffer.from(wrapped.text, 'base64'));
      return { id: keyId, bytes };
    } catch {
      throw new MasterKeyRefused('OTHER_KEY', `data key ${keyId} does not unwrap: it was altered or moved`);
    }
  }

  /** The key that applicants are recognised by; it outlives its first master key. @throws MasterKeyRefused */
  async matchKey(dataKeys: DataKeys): Promise<Buffer> {
    const wrapped = await dataKeys.wrappedMatchKey(this.current.id);
    return wrapped === null ? matchKeyOf(this.current) : unwrappedMatchKey(this.current, wrapped);
  }

  /**
   * The first key of a log is recorded there by a check value; later starts must bring every key that was recorded.
   * @throws MasterKeyRefused when one is missing, before anything is written with a wrong one
   */
  async fit(dataKeys: DataKeys): Promise<void> {
    const recorded = await dataKeys.masterKeyChecks();
    this.assertAtHand(recorded);
    if (recorded.has(this.current.id)) return;
    await this.current.keep?.();
    const fits = await dataKeys.recordMasterKey(this.current.id, checkValue(this.current), [...this.byId.keys()]);
    if (!fits) this.assertAtHand(await dataKeys.masterKeyChecks());
  }

  private assertAtHand(recorded: ReadonlyMap<string, string>): void {
    for (const [id, check] of recorded) {
      const key = this.byId.get(id);
      if (key && checkValue(key) === check) continue;
      throw new MasterKeyRefused(
        'OTHER_KEY',
        `this log was written with master key ${id}, at hand is ${this.current.id}: bring the former key back, without it the protected fields cannot be read`,
      );
    }
  }
}

export function wrappedMatchKey(master: MasterKey, matchKey: Buffer): string {
  return encrypt(master.bytes, ['match key', master.id], matchKey).toString('base64');
}

/** @throws MasterKeyRefused */
export function unwrappedMatchKey(master: MasterKey, wrapped: string): Buffer {
  try {
    return decrypt(master.bytes, ['match key', master.id], Buffer.from(wrapped, 'base64'));
  } catch {
    throw new MasterKeyRefused(
      'OTHER_KEY',
      'the key that applicants are recognised by does not unwrap: it was altered',
    );
  }
}

/** By what a master key is recognised; tells nothing about it. */
export function checkValue({ bytes }: MasterKey): string {
  return createHmac('sha256', bytes).update('master key check').digest('hex').slice(0, 32);
}
