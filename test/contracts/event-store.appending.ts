import { type ExpectedRevision, RevisionConflict, Unstorable } from '@app/event-store';
import type { Subject } from './event-store.contract';
import { collect, newStream, noting } from './event-store.samples';

export function appendingContract(subject: Subject): void {
  const store = () => subject().store;

  describe('appending at an expected revision', () => {
    it('no_stream begins a stream at revision 0', async () => {
      const stream = newStream();
      const before = (await store().head()).position;
      const appended = await store().append(noting(stream, 'no_stream'));
      expect(appended).toEqual({ stream, revision: 0, position: before + 1, duplicate: false });
    });

    it('no_stream is refused where there is a stream', async () => {
      const stream = newStream();
      await store().append(noting(stream, 'no_stream', [{}, {}]));
      const refusal = await store().append(noting(stream, 'no_stream')).catch(String);
      expect(refusal).toBe(String(new RevisionConflict(stream, 'no_stream', 1)));
    });

    it('the revision of the last event continues the stream', async () => {
      const stream = newStream();
      await store().append(noting(stream, 'no_stream', [{}, {}]));
      expect(await store().append(noting(stream, 1))).toMatchObject({ revision: 2, duplicate: false });
    });

    it.each([
      ['behind', 0],
      ['ahead', 5],
    ])('a revision %s the stream is refused with the actual one, and nothing is stored', async (_, expected) => {
      const stream = newStream();
      await store().append(noting(stream, 'no_stream', [{}, {}]));
      const before = await store().head();
      await expect(store().append(noting(stream, expected))).rejects.toMatchObject({
        name: 'RevisionConflict',
        stream,
        expected,
        actual: 1,
      });
      expect(await store().head()).toEqual(before);
    });

    it('a revision is refused where there is no stream', async () => {
      await expect(store().append(noting(newStream(), 0))).rejects.toMatchObject({ actual: -1 });
    });

    it.each(['any', 'stream_exists', -1, -0, 0.5, Number.NaN, undefined, null])(
      'there is no way to say any: %p is refused (F6)',
      async (expected) => {
        const request = noting(newStream(), expected as ExpectedRevision);
        await expect(store().append(request)).rejects.toMatchObject({ name: 'Unstorable', path: 'expectedRevision' });
      },
    );

    it('any does not compile (F6)', () => {
      // @ts-expect-error: the type check fails here as soon as the port lets it through
      const any: ExpectedRevision = 'any';
      expect(any).toBe('any');
    });
  });

  describe('appending several events', () => {
    it('gives them consecutive revisions and positions', async () => {
      const stream = newStream();
      const { position } = await store().append(noting(stream, 'no_stream', [{ open: 1 }, { open: 2 }, { open: 3 }]));
      const events = await collect(store().readStream(stream));
      expect(events.map((event) => [event.revision, event.position, event.data['open']])).toEqual([
        [0, position - 2, 1],
        [1, position - 1, 2],
        [2, position, 3],
      ]);
    });

    it('stores none of them when one cannot be stored', async () => {
      const stream = newStream();
      const before = await store().head();
      const request = noting(stream, 'no_stream', [{ open: 1 }, { open: Number.NaN }]);
      await expect(store().append(request)).rejects.toThrow(
        new Unstorable('events[1].data.open', 'not a finite number'),
      );
      expect(await collect(store().readStream(stream))).toEqual([]);
      expect(await store().head()).toEqual(before);
    });

    it('stores none of them when one id is known', async () => {
      const known = noting(newStream(), 'no_stream');
      await store().append(known);
      const stream = newStream();
      const request = noting(stream, 'no_stream', [{ open: 1 }, { open: 2 }]);
      request.events[1]!.id = known.events[0]!.id;
      await expect(store().append(request)).rejects.toMatchObject({ name: 'IdempotencyConflict' });
      expect(await collect(store().readStream(stream))).toEqual([]);
    });

    it('refuses an append without events', async () => {
      await expect(store().append(noting(newStream(), 'no_stream', []))).rejects.toMatchObject({ path: 'events' });
    });
  });
}
