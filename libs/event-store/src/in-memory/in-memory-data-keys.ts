import type { DataKeys, StoredDataKey } from '../log-store';
import type { NewDataKey } from '../port';

/** Data keys beside the in-memory log. */
export class InMemoryDataKeys implements DataKeys {
  private readonly keys = new Map<string, Map<string, StoredDataKey>>();
  private readonly checks = new Map<string, string>();

  find(streams: readonly string[]): Promise<StoredDataKey[]> {
    const found = streams.flatMap((stream) => [...(this.keys.get(stream)?.values() ?? [])]);
    return Promise.resolve(found.map((key) => ({ ...key })));
  }

  /** True when each of the new keys is the first of its subject, or the one that is stored. */
  accepts(stream: string, newKeys: readonly NewDataKey[]): boolean {
    const stored = this.keys.get(stream);
    return newKeys.every(({ subject, keyId }) => {
      const key = stored?.get(subject);
      return key === undefined || (key.keyId === keyId && key.wrapped !== null);
    });
  }

  add(stream: string, newKeys: readonly NewDataKey[]): void {
    const stored = this.keys.get(stream) ?? new Map<string, StoredDataKey>();
    this.keys.set(stream, stored);
    for (const { subject, keyId, wrapped } of newKeys) {
      if (!stored.has(subject)) stored.set(subject, { stream, subject, keyId, wrapped });
    }
  }

  destroy(stream: string, subject: string): Promise<boolean> {
    const key = this.keys.get(stream)?.get(subject);
    if (!key?.wrapped) return Promise.resolve(false);
    key.wrapped = null;
    return Promise.resolve(true);
  }

  masterKeyChecks(): Promise<Map<string, string>> {
    return Promise.resolve(new Map(this.checks));
  }

  /** Nothing in memory outlives its master key. */
  wrappedMatchKey(): Promise<null> {
    return Promise.resolve(null);
  }

  recordMasterKey(masterKeyId: string, check: string, atHand: readonly string[]): Promise<boolean> {
    const fits = [...this.checks.keys()].every((id) => atHand.includes(id));
    if (fits) this.checks.set(masterKeyId, check);
    return Promise.resolve(fits);
  }
}
