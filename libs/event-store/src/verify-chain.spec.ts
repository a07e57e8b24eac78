import { randomUUID } from 'node:crypto';
import { EMPTY_HEAD, headAfter } from './chain';
import { inMemoryStore } from './in-memory/in-memory-store';
import type { LogHead } from './port';
import type { StoredEvent } from './stored-event';
import { verifyChain } from './verify-chain';

async function someLog(): Promise<{ log: StoredEvent[]; head: LogHead }> {
  // A second between events, or whether a swap also turns time back would hang on the speed of the machine.
  let clock = Date.parse('2025-03-03T01:00:00Z');
  const store = inMemoryStore({ now: () => new Date((clock += 1_000)) });
  for (let n = 0; n < 12; n++) {
    const stream = `s${n % 3}`;
    await store.append({
      stream,
      expectedRevision: n < 3 ? 'no_stream' : Math.floor(n / 3) - 1,
      commandId: randomUUID(),
      events: [
        {
          id: randomUUID(),
          type: 'Noted',
          schemaVersion: 1,
          effectiveOn: '2025-03-04',
          actor: { id: 'u1', role: 'registrar' },
          data: { n },
          metadata: {},
        },
      ],
    });
  }
  const log: StoredEvent[] = [];
  for await (const event of store.readStored()) log.push(event);
  return { log, head: await store.head() };
}

type Attack = (log: StoredEvent[]) => StoredEvent[];

/** The log with the n-th event (from 0) changed, and its hash left as it was. */
const changed =
  (n: number, change: Partial<StoredEvent>): Attack =>
  (log) =>
    log.map((event, index) => (index === n ? { ...event, ...change } : event));

const rehashedFrom =
  (n: number, attack: Attack): Attack =>
  (log) => {
    let previous = n === 0 ? EMPTY_HEAD : log[n - 1]!.hash;
    return attack(log).map((event, index) =>
      index < n ? event : { ...event, hash: (previous = headAfter(previous, event)) },
    );
  };

describe('verifyChain (D10)', () => {
  it('finds nothing in a log as it was written', async () => {
    const { log, head } = await someLog();
    expect(await verifyChain(log, { head })).toEqual({ events: 12, streams: 3, faults: [] });
  });

  it('goes on from any place and hash', async () => {
    const { log, head } = await someLog();
    const { position, hash } = log[4]!;
    expect(await verifyChain(log.slice(5), { from: { position, hash }, head })).toMatchObject({
      events: 7,
      faults: [],
    });
    const wrong = { position, hash: log[3]!.hash };
    expect(await verifyChain(log.slice(5), { from: wrong })).toMatchObject({
      faults: [{ position: 6, kind: 'HASH_MISMATCH' }],
    });
  });

  it.each<[string, Attack, string[]]>([
    ['a changed body', changed(6, { body: '{"data":{"n":7},"metadata":{}}' }), ['HASH_MISMATCH 7']],
    ['a space in the body', changed(6, { body: '{"data":{"n": 6},"metadata":{}}' }), ['HASH_MISMATCH 7']],
    ['another type', changed(0, { type: 'Voided' }), ['HASH_MISMATCH 1']],
    ['another day', changed(11, { effectiveOn: '2024-12-31' }), ['HASH_MISMATCH 12']],
    ['another actor', changed(3, { actor: { id: 'u2', role: 'registrar' } }), ['HASH_MISMATCH 4']],
    ['another stream', changed(11, { stream: 's0', revision: 4 }), ['HASH_MISMATCH 12']],
    [
      'an earlier instant',
      changed(5, { recordedAt: '2020-01-01T00:00:00.000Z' }),
      ['TIME_BACKWARDS 6', 'HASH_MISMATCH 6'],
    ],
    [
      'an edit hashed anew alone',
      (log) => {
        const edited = changed(6, { type: 'Voided' })(log);
        return changed(6, { hash: headAfter(log[5]!.hash, edited[6]!) })(edited);
      },
      ['HASH_MISMATCH 8'],
    ],
    ['a deleted event', (log) => log.toSpliced(6, 1), ['POSITION_GAP 8', 'HASH_MISMATCH 8', 'REVISION_ORDER 10']],
    [
      'an event twice',
      (log) => log.toSpliced(6, 0, log[5]!),
      ['POSITION_ORDER 6', 'REVISION_ORDER 6', 'HASH_MISMATCH 6'],
    ],
    [
      'a swap, renumbered',
      (log) => {
        const [a, b] = [log[6]!, log[7]!];
        return log.toSpliced(6, 2, { ...b, position: 7 }, { ...a, position: 8 });
      },
      ['HASH_MISMATCH 7', 'TIME_BACKWARDS 8', 'HASH_MISMATCH 8', 'HASH_MISMATCH 9'],
    ],
    ['a cut tail', (log) => log.slice(0, 9), ['TAIL_MISSING 12']],
    [
      'a rewritten tail, caught by the deposited head alone',
      rehashedFrom(6, changed(6, { type: 'Voided' })),
      ['HEAD_MISMATCH 12'],
    ],
  ])('names the place of %s', async (_, attack, expected) => {
    const { log, head } = await someLog();
    const { faults } = await verifyChain(attack(log), { head });
    expect(faults.map(({ kind, position }) => `${kind} ${position}`)).toEqual(expected);
  });

  it('does not see a rewritten tail without a deposited head, as the documentation says', async () => {
    const { log } = await someLog();
    const rewritten = rehashedFrom(6, changed(6, { type: 'Voided' }))(log);
    expect(await verifyChain(rewritten)).toMatchObject({ faults: [] });
  });
});
