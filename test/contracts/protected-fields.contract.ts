import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import {
  type JsonObject,
  type LogStore,
  type MasterKey,
  protectedStore,
  type ProtectedStore,
  randomMasterKey,
  type RecordedEvent,
  SubjectErased,
  verifyChain,
} from '@app/event-store';
import { collect, newStream, noting } from './event-store.samples';

const PROTECTION = {
  Noted: { fields: ['secret', 'contact'], subject: 'applicant' },
  Consulted: { fields: ['secret'], subject: 'third_party' },
};

export interface LogUnderTest {
  raw: LogStore;
  another(): Promise<LogStore>;
  dispose(): Promise<void>;
}

/** What field protection (D9) must do on every adapter. */
export function describeProtectedFields(name: string, open: () => Promise<LogUnderTest>): void {
  describe(`protected fields: ${name}`, () => {
    let log: LogUnderTest;
    let key: MasterKey;
    let store: ProtectedStore;
    beforeAll(async () => {
      log = await open();
      key = randomMasterKey();
      store = await protectedStore(log.raw, { key, protection: PROTECTION });
    });
    afterAll(() => log?.dispose());

    const dataOf = async (stream: string, from: { readStream: LogStore['readStream'] } = store) =>
      (await collect(from.readStream(stream))).map(({ data }) => data);
    const rawText = async (stream: string) => JSON.stringify(await dataOf(stream, store.raw));
    const asType = (type: string, request: ReturnType<typeof noting>) => ({
      ...request,
      events: request.events.map((event) => ({ ...event, type })),
    });

    it('lie in the log as envelopes, other fields in the clear', async () => {
      const stream = newStream();
      await store.append(
        noting(stream, 'no_stream', [{ secret: '张三', contact: { phone: '13800001111' }, open: '330100' }]),
      );
      expect(await dataOf(stream)).toEqual([{ secret: '张三', contact: { phone: '13800001111' }, open: '330100' }]);
      const [raw] = await dataOf(stream, store.raw);
      expect(raw).toMatchObject({ secret: { sealed: 'A256GCM' }, contact: { sealed: 'A256GCM' }, open: '330100' });
      expect(Object.keys(raw!['secret'] as JsonObject)).toEqual(['sealed', 'key', 'nonce', 'text']);
      expect(await rawText(stream)).not.toMatch(/张三|13800001111/);
    });

    it('come back whole, whatever they hold', async () => {
      await fc.assert(
        fc.asyncProperty(fc.jsonValue({ stringUnit: 'grapheme' }), async (secret) => {
          fc.pre(!JSON.stringify(secret).includes('-0') && secret !== null);
          const stream = newStream();
          const accepted = await store
            .append(noting(stream, 'no_stream', [{ secret } as JsonObject]))
            .catch(() => undefined);
          if (accepted) expect(await dataOf(stream)).toEqual([{ secret }]);
        }),
        { numRuns: 30 },
      );
    });

    it('use a fresh nonce each time and one data key for a stream and subject', async () => {
      const stream = newStream();
      await store.append(noting(stream, 'no_stream', [{ secret: '同' }, { secret: '同', contact: '同' }]));
      await store.append(noting(stream, 1, [{ secret: '同' }]));
      const envelopes = (await dataOf(stream, store.raw)).flatMap((data) => Object.values(data)) as {
        key: string;
        text: string;
        nonce: string;
      }[];
      expect(new Set(envelopes.map(({ key: id }) => id)).size).toBe(1);
      expect(new Set(envelopes.map(({ nonce }) => nonce)).size).toBe(4);
      expect(new Set(envelopes.map(({ text }) => text)).size).toBe(4);
    });

    it('without a value need no key: null and absent stay as they are', async () => {
      const stream = newStream();
      await store.append(noting(stream, 'no_stream', [{ secret: null, open: 1 }]));
      expect(await dataOf(stream, store.raw)).toEqual([{ secret: null, open: 1 }]);
      expect(await log.raw.dataKeys.find([stream])).toEqual([]);
    });

    it('of a subject read as null once its key is destroyed; the other subject, the chain and the timeline stay', async () => {
      const stream = newStream();
      await store.append(noting(stream, 'no_stream', [{ secret: '张三', contact: null, open: 1 }]));
      await store.append(asType('Consulted', noting(stream, 0, [{ secret: '第三方', open: 2 }])));
      const before = await rawText(stream);
      expect(await store.destroyKey(stream, 'applicant')).toBe(true);
      expect(await dataOf(stream)).toEqual([
        { secret: null, contact: null, open: 1 },
        { secret: '第三方', open: 2 },
      ]);
      expect(await rawText(stream)).toBe(before);
      expect(await store.destroyKey(stream, 'applicant')).toBe(false);
      expect(await verifyChain(log.raw.readStored(), { head: await log.raw.head() })).toMatchObject({ faults: [] });
    });

    it('open with the data keys that are given away on purpose; a destroyed one is not among them', async () => {
      const [stream, other] = [newStream(), newStream()];
      await store.append(noting(stream, 'no_stream', [{ secret: '张三' }]));
      await store.append(asType('Consulted', noting(stream, 0, [{ secret: '李四' }])));
      await store.append(noting(other, 'no_stream', [{ secret: '王五' }]));
      await store.destroyKey(stream, 'third_party');
      const keys = await store.openDataKeys([stream, other]);
      const named = keys.map((each) => `${each.stream} ${each.subject}`).sort();
      expect(named).toEqual([`${stream} applicant`, `${other} applicant`].sort());
      expect(keys.map(({ bytes }) => bytes.length)).toEqual([32, 32]);
    });

    it('destroyed by another process are gone at once, in a subscription too', async () => {
      const other = await protectedStore(await log.another(), { key, protection: PROTECTION });
      const stream = newStream();
      const { position } = await store.append(noting(stream, 'no_stream', [{ secret: '张三' }]));
      await dataOf(stream);
      await other.destroyKey(stream, 'applicant');
      expect(await dataOf(stream)).toEqual([{ secret: null }]);
      const [item] = await first(store, position - 1);
      expect(item!.data).toEqual({ secret: null });
    });

    it('are not added to once the key is destroyed', async () => {
      const stream = newStream();
      await store.append(noting(stream, 'no_stream', [{ secret: '张三' }]));
      await store.destroyKey(stream, 'applicant');
      await expect(store.append(noting(stream, 0, [{ secret: '张三' }]))).rejects.toThrow(SubjectErased);
      expect(await store.append(noting(stream, 0, [{ open: 1 }]))).toMatchObject({ revision: 1 });
    });

    it('bring their data key with a command that is accepted, and only then', async () => {
      const stream = newStream();
      await store.append(noting(stream, 'no_stream', [{ open: 1 }]));
      await expect(store.append(noting(stream, 4, [{ secret: '张三' }]))).rejects.toMatchObject({
        name: 'RevisionConflict',
      });
      expect(await log.raw.dataKeys.find([stream])).toEqual([]);
      await store.append(noting(stream, 0, [{ secret: '张三' }]));
      expect(await log.raw.dataKeys.find([stream])).toHaveLength(1);
    });

    it('of two first events at the same time: one is refused by the revision, and then uses the other one’s key', async () => {
      const other = await protectedStore(await log.another(), { key, protection: PROTECTION });
      const stream = newStream();
      await store.append(noting(stream, 'no_stream', [{ open: 0 }]));
      const [a, b] = await Promise.allSettled([
        store.append(noting(stream, 0, [{ secret: '甲' }])),
        other.append(noting(stream, 0, [{ secret: '甲' }])),
      ]);
      expect([a.status, b.status].sort()).toEqual(['fulfilled', 'rejected']);
      await other.append(noting(stream, 1, [{ secret: '乙' }]));
      expect(await dataOf(stream)).toEqual([{ open: 0 }, { secret: '甲' }, { secret: '乙' }]);
    });

    it('whose data key is not the stored one are refused by the log', async () => {
      const stream = newStream();
      await store.append(noting(stream, 'no_stream', [{ secret: '甲' }]));
      const wrapped = { masterKeyId: key.id, text: '' };
      const request = { ...noting(stream, 0), newKeys: [{ subject: 'applicant', keyId: randomUUID(), wrapped }] };
      await expect(log.raw.append(request)).rejects.toMatchObject({ name: 'DataKeyConflict' });
    });

    it.each(['stream', 'field', 'event'])('moved to another %s do not decrypt', async (where) => {
      const [stream, other] = [newStream(), newStream()];
      await store.append(noting(stream, 'no_stream', [{ secret: '张三' }]));
      await store.append(noting(other, 'no_stream', [{ secret: '李四' }]));
      const [{ secret }] = (await dataOf(stream, store.raw)) as [JsonObject];
      const field = where === 'field' ? 'contact' : 'secret';
      const target = where === 'stream' ? other : stream;
      await log.raw.append(noting(target, 0, [{ [field]: secret! }]));
      await expect(dataOf(target)).rejects.toMatchObject({ name: 'Undecipherable', field });
    });

    it('altered in one bit do not decrypt', async () => {
      const stream = newStream();
      await store.append(noting(stream, 'no_stream', [{ secret: '张三' }]));
      const [event] = (await collect(store.raw.readStream(stream))) as [RecordedEvent];
      const envelope = event.data['secret'] as { text: string } & JsonObject;
      const bytes = Buffer.from(envelope.text, 'base64');
      bytes[0]! ^= 1;
      const copy = await open();
      await copy.raw.append({
        ...noting(stream, 'no_stream'),
        events: [{ ...event, data: { secret: { ...envelope, text: bytes.toString('base64') } } }],
        newKeys: (await log.raw.dataKeys.find([stream])).map(({ subject, keyId, wrapped }) => ({
          subject,
          keyId,
          wrapped: wrapped!,
        })),
      });
      const copied = await protectedStore(copy.raw, { key, protection: PROTECTION });
      await expect(collect(copied.readStream(stream))).rejects.toMatchObject({ reason: 'altered or moved' });
      await copy.dispose();
    });

    it('of a first event whose answer was lost: the retry, with its own data key, is recognised', async () => {
      const request = noting(newStream(), 'no_stream', [{ secret: '张三', open: 1 }]);
      const first = await store.append(request);
      const restarted = await protectedStore(await log.another(), { key, protection: PROTECTION });
      expect(await restarted.append(request)).toEqual({ ...first, duplicate: true });
    });

    it('need no key for reading without decryption', async () => {
      const stream = newStream();
      await store.append(noting(stream, 'no_stream', [{ secret: '张三', open: 1 }]));
      const withoutKey = await log.another();
      expect(await dataOf(stream, withoutKey)).toMatchObject([{ open: 1 }]);
    });
  });
}

async function first(store: ProtectedStore, after: number): Promise<RecordedEvent[]> {
  const stop = new AbortController();
  for await (const item of store.subscribe({ after, signal: stop.signal })) {
    if (item.kind !== 'event') continue;
    stop.abort();
    return [item.event];
  }
  return [];
}
