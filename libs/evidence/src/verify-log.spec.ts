import { rehashed, sampleLog, SealedLog } from '../test/sealed-log';
import { nextSeal } from './next-seal';
import { sealText } from './seal-text';
import { sealIn } from './sealed-event';
import { newSealKeyPem, sealKeyOf } from './sign';
import { type FoundEvent, verifyLog } from './verify-log';

type Attack = (log: FoundEvent[]) => FoundEvent[];

const changed =
  (n: number, change: Partial<FoundEvent>): Attack =>
  (log) =>
    log.map((event, index) => (index === n ? { ...event, ...change } : event));
const bodyOf = (event: FoundEvent, data: object) => JSON.stringify({ ...(JSON.parse(event.body) as object), data });

/** The n-th seal (from 0) with other data, its event hashed anew to the end of the log. */
const otherSeal =
  (n: number, other: (data: Record<string, string>) => object): Attack =>
  (log) => {
    const at = log.findIndex((event) => event.stream === 'seals' && event.revision === n);
    const { data } = JSON.parse(log[at]!.body) as { data: Record<string, string> };
    return rehashed(changed(at, { body: bodyOf(log[at]!, other(data)) })(log), at);
  };
const named = (faults: { kind: string; position?: number; seal?: number }[]) =>
  faults.map(({ kind, position, seal }) => `${kind} ${seal === undefined ? position : `seal ${seal}`}`);

// Positions 8, 16 and 24 are the seals of 1-7, 8-15 and 16-23.
describe('verifying a log (D10, T17)', () => {
  it('finds nothing in a log as it was written, and says what is sealed', async () => {
    const log = await sampleLog();
    await log.tell('s0');
    const deposited = await log.deposits();
    expect(deposited.map(({ seal }) => [seal.number, seal.from, seal.to])).toEqual([
      [1, 1, 7],
      [2, 8, 15],
      [3, 16, 23],
    ]);
    expect(await verifyLog(await log.found(), { deposited, trusted: [log.key] })).toMatchObject({
      ok: true,
      events: 25,
      streams: 4,
      seals: 3,
      sealedTo: 23,
      keys: [{ keyId: log.key.keyId, trusted: true, seals: 3 }],
      faultCount: 0,
      faults: [],
    });
  });

  it('finds nothing in an empty log and in one that was never sealed', async () => {
    const log = new SealedLog();
    expect(await verifyLog(await log.found())).toMatchObject({ ok: true, events: 0, streams: 0, sealedTo: 0 });
    await log.tell('s0');
    expect(await verifyLog(await log.found())).toMatchObject({ ok: true, events: 1, sealedTo: 0 });
  });

  const other = sealKeyOf(newSealKeyPem());
  it.each<[string, Attack, string[]]>([
    ['a changed body', changed(4, { body: '{}' }), ['HASH_MISMATCH 5', 'SEAL_ROOT seal 1']],
    ['another day', changed(9, { effectiveOn: '2024-12-31' }), ['HASH_MISMATCH 10', 'SEAL_ROOT seal 2']],
    ['another command beside it', changed(9, { commandId: '00000000-0000-4000-8000-000000000000' }), ['COMMAND_ID 10']],
    [
      'an event dropped, in an unsealed place as in a sealed one',
      (log) => log.toSpliced(9, 1),
      ['POSITION_GAP 11', 'HASH_MISMATCH 11', 'REVISION_ORDER 13', 'SEAL_ROOT seal 2'],
    ],
    [
      'an event a second time',
      (log) => log.toSpliced(9, 0, log[8]!),
      [
        'POSITION_ORDER 9',
        'REVISION_ORDER 9',
        'HASH_MISMATCH 9',
        'EVENT_ID_REPEATED 9',
        'COMMAND_ID 9',
        'SEAL_ROOT seal 2',
      ],
    ],
    [
      'a changed event, hashed anew to the end',
      (log) => rehashed(changed(9, { type: 'Voided' })(log), 9),
      ['SEAL_ROOT seal 2', 'SEAL_HEAD seal 2', 'SEAL_HEAD seal 3', 'HEAD_MISMATCH 24'],
    ],
    [
      'a seal taken away',
      (log) => log.toSpliced(15, 1),
      [
        'POSITION_GAP 17',
        'HASH_MISMATCH 17',
        'REVISION_ORDER 24',
        'SEAL_NUMBER seal 3',
        'SEAL_RANGE seal 3',
        'SEAL_PREVIOUS seal 3',
        'SEAL_ROOT seal 3',
      ],
    ],
    [
      'a seal without signature',
      otherSeal(2, (data) => ({ ...data, signature: '' })),
      ['SEAL_SIGNATURE seal 3', 'HEAD_MISMATCH 24'],
    ],
    [
      'a seal signed by another key',
      otherSeal(2, (data) => ({ ...other.sign(data['text']!), publicKey: other.raw })),
      ['SEAL_KEY seal 3', 'HEAD_MISMATCH 24'],
    ],
    [
      'a seal of another key under the name of the right one',
      otherSeal(2, (data) => ({ ...data, signature: other.sign(data['text']!).signature })),
      ['SEAL_SIGNATURE seal 3', 'HEAD_MISMATCH 24'],
    ],
    ['no seal in a seal', otherSeal(2, () => ({ text: '' })), ['SEAL_UNREADABLE seal 3', 'HEAD_MISMATCH 24']],
    [
      'an event that became a seal',
      (log) => rehashed(changed(20, { type: 'LogSealed' })(log), 20),
      ['SEAL_MISPLACED 21', 'SEAL_ROOT seal 3', 'SEAL_HEAD seal 3', 'HEAD_MISMATCH 24'],
    ],
    ['a cut tail', (log) => log.slice(0, 20), ['TAIL_MISSING 20']],
    [
      'an event past the head',
      (log) =>
        rehashed(
          [
            ...log,
            {
              ...log[22]!,
              position: 25,
              revision: 7,
              id: log[0]!.id.replace(/^../, 'ff'),
              recordedAt: log[23]!.recordedAt,
            },
          ],
          24,
        ),
      ['COMMAND_ID 25', 'HEAD_BEHIND 25'],
    ],
  ])('names %s', async (_, attack, expected) => {
    const log = await sampleLog();
    const { ok, faults } = await verifyLog(await log.found(attack));
    expect(ok).toBe(false);
    expect(named(faults)).toEqual(expected);
  });

  it('goes on behind a seal that cannot be read', async () => {
    const log = await sampleLog();
    const report = await verifyLog(await log.found(otherSeal(1, () => ({}))));
    expect(named(report.faults)).toEqual([
      'SEAL_UNREADABLE seal 2',
      'SEAL_ROOT seal 3',
      'SEAL_HEAD seal 3',
      'HEAD_MISMATCH 24',
    ]);
    expect(report).toMatchObject({ seals: 2, sealedTo: 23 });
    const last = await verifyLog(await log.found(otherSeal(2, () => ({}))));
    expect(last).toMatchObject({ seals: 2, sealedTo: 15 });
  });

  it('believes the first seal only where nobody says which key is right', async () => {
    const log = await sampleLog();
    const allBySomebodyElse: Attack = (events) =>
      [0, 1, 2].reduce(
        (soFar, n) => otherSeal(n, (data) => ({ ...other.sign(data['text']!), publicKey: other.raw }))(soFar),
        events,
      );
    const forged = async () => {
      const found = await log.found(allBySomebodyElse);
      const events = [...(found.events as FoundEvent[])];
      return { ...found, head: { ...found.head, hash: events.at(-1)!.hash } };
    };
    // The texts are as they were, but the chain is another from the first seal on.
    expect(named((await verifyLog(await forged())).faults)).toEqual([
      'SEAL_ROOT seal 2',
      'SEAL_HEAD seal 2',
      'SEAL_ROOT seal 3',
      'SEAL_HEAD seal 3',
    ]);
    const { faults, keys } = await verifyLog(await forged(), { trusted: [log.key] });
    expect(faults.filter(({ kind }) => kind === 'SEAL_KEY')).toHaveLength(3);
    expect(keys).toEqual([{ keyId: other.keyId, trusted: false, seals: 3 }]);
  });

  it('lists only so many faults, and counts all of them', async () => {
    const log = await sampleLog();
    const blank: Attack = (events) => events.map((event) => ({ ...event, body: 'x' }));
    const report = await verifyLog(await log.found(blank), { mostFaults: 3 });
    expect(report.faults).toHaveLength(3);
    expect(report.faultCount).toBe(24 + 3);
  });
});

describe('a deposited seal (F31, F36)', () => {
  const sealedAgain = async (from: SealedLog, n: number, change: Partial<FoundEvent>) => {
    const found = await from.found(changed(n, change));
    let events = found.events as FoundEvent[];
    let last: ReturnType<typeof sealIn>;
    for (const at of events.flatMap((event, index) => (event.type === 'LogSealed' ? [index] : []))) {
      events = rehashed(events, n);
      const seal = await nextSeal({
        storeId: found.head.storeId,
        last,
        events: events.slice(last?.seal.to ?? 0, at),
        now: events[at - 1]!.recordedAt,
      });
      const signed = { ...from.key.sign(sealText(seal!)), publicKey: from.key.raw };
      events = changed(at, { body: bodyOf(events[at]!, signed) })(events);
      last = sealIn(events[at]!);
    }
    events = rehashed(events, n);
    return { events, seals: events, head: { ...found.head, hash: events.at(-1)!.hash } };
  };

  it('tells of a log that was rewritten and sealed anew with the very key', async () => {
    const log = await sampleLog();
    const [, second, third] = await log.deposits();
    const forged = await sealedAgain(log, 9, { type: 'Voided' });
    expect(await verifyLog(forged, { trusted: [log.key] })).toMatchObject({ ok: true });
    const { faults } = await verifyLog(forged, { trusted: [log.key], deposited: [second!, third!] });
    expect(named(faults)).toEqual([
      'DEPOSIT_DIFFERS seal 2',
      'DEPOSIT_ROOT seal 2',
      'DEPOSIT_HEAD seal 2',
      'DEPOSIT_DIFFERS seal 3',
      'DEPOSIT_ROOT seal 3',
      'DEPOSIT_HEAD seal 3',
    ]);
  });

  it('names the positions and the number of events that an older backup lost', async () => {
    const log = await sampleLog();
    const deposited = (await log.deposits()).slice(2);
    const found = await log.found((events) => events.slice(0, 12));
    const older = { ...found, head: { ...found.head, position: 12, hash: (found.events as FoundEvent[])[11]!.hash } };
    expect(await verifyLog(older)).toMatchObject({ ok: true });
    expect((await verifyLog(older, { deposited })).faults).toEqual([
      { kind: 'DEPOSIT_MISSING', seal: 3, from: 16, to: 23, deposit: 'seal-3' },
      { kind: 'DEPOSIT_BEYOND', seal: 3, from: 13, to: 23, events: 11, deposit: 'seal-3' },
    ]);
  });

  it('tells of its own event being cut off, when all it covers is there', async () => {
    const log = await sampleLog();
    const deposited = (await log.deposits()).slice(2);
    const found = await log.found((events) => events.slice(0, 23));
    const cut = { ...found, head: { ...found.head, position: 23, hash: (found.events as FoundEvent[])[22]!.hash } };
    expect(named((await verifyLog(cut, { deposited })).faults)).toEqual(['DEPOSIT_MISSING seal 3']);
  });

  it('is not believed when it is of another log, key or text', async () => {
    const [log, other] = [await sampleLog(), await sampleLog()];
    const [own] = await log.deposits();
    const [foreign] = await other.deposits();
    const faultsWith = async (deposit: typeof own) =>
      named((await verifyLog(await log.found(), { trusted: [log.key], deposited: [deposit!] })).faults);
    expect(await faultsWith(foreign)).toEqual(['DEPOSIT_STORE seal 1']);
    expect(await faultsWith({ ...own!, ...other.key.sign(own!.text) })).toEqual(['DEPOSIT_KEY seal 1']);
    expect(await faultsWith({ ...own!, signature: foreign!.signature })).toEqual(['DEPOSIT_SIGNATURE seal 1']);
  });
});

describe('the data keys beside a log (D9)', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((letter) => `00000000-0000-4000-8000-00000000000${letter}`);
  const sealed = (key?: string) => ({ name: { sealed: 'A256GCM', key, nonce: '', text: '' } });
  const wrapped = { masterKeyId: 'm', text: 't' };

  it('are there, or were destroyed by an erasure in the log', async () => {
    const log = new SealedLog();
    await log.tell('case-1', 'Noted', { ...sealed(a), text: `"sealed":"A256GCM","key":"${c}"` });
    await log.tell('case-2', 'Noted', sealed(b));
    await log.tell('case-2', 'PersonErased', { subject: 'applicant' });
    const kindsWith = async (
      ...rows: { stream: string; subject: string; keyId: string; wrapped: typeof wrapped | null }[]
    ) =>
      named((await verifyLog({ ...(await log.found()), keys: { rows: () => rows, erasure: 'PersonErased' } })).faults);
    const first = { stream: 'case-1', subject: 'applicant', keyId: a!, wrapped };
    const second = { stream: 'case-2', subject: 'applicant', keyId: b!, wrapped: null };
    expect(await kindsWith(first, second)).toEqual([]);
    expect(await kindsWith({ ...first, wrapped: null }, second)).toEqual(['KEY_DESTROYED 1']);
    expect(await kindsWith(first, { ...second, subject: 'third_party' })).toEqual(['KEY_DESTROYED 2']);
    expect(await kindsWith({ ...first, keyId: c! }, second)).toEqual(['KEY_MISSING 1']);
    expect(await kindsWith({ ...first, stream: 'case-2' }, second)).toEqual(['KEY_MISSING 1']);
    expect(await kindsWith(first)).toEqual(['KEY_MISSING 2']);
    expect(await kindsWith(first, { ...second, wrapped })).toEqual(['KEY_CAME_BACK 2']);
  });
});
