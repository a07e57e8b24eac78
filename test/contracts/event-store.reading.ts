import type { Subject } from './event-store.contract';
import { collect, newStream, noting } from './event-store.samples';

export function readingContract(subject: Subject): void {
  const store = () => subject().store;

  describe('reading', () => {
    it('a stream that does not exist is empty', async () => {
      expect(await collect(store().readStream(newStream()))).toEqual([]);
    });

    it('a stream is read from a revision on, as it was at a position', async () => {
      const stream = newStream();
      const at = await store().append(noting(stream, 'no_stream', [{ open: 0 }, { open: 1 }, { open: 2 }]));
      await store().append(noting(stream, 2, [{ open: 3 }]));
      const read = async (options: { from?: number; toPosition?: number }) =>
        (await collect(store().readStream(stream, options))).map((event) => event.data['open']);
      expect(await read({ from: 2 })).toEqual([2, 3]);
      expect(await read({ from: 1, toPosition: at.position })).toEqual([1, 2]);
      expect(await read({ from: 9 })).toEqual([]);
    });

    it('the log is read in order between two positions, the first exclusive', async () => {
      const [a, b] = [newStream(), newStream()];
      const first = await store().append(noting(a, 'no_stream', [{ open: 1 }]));
      await store().append(noting(b, 'no_stream', [{ open: 2 }, { open: 3 }]));
      const last = await store().append(noting(a, 0, [{ open: 4 }]));
      await store().append(noting(b, 1, [{ open: 5 }]));
      const events = await collect(store().readAll({ after: first.position, to: last.position }));
      expect(events.map((event) => [event.stream, event.data['open']])).toEqual([
        [b, 2],
        [b, 3],
        [a, 4],
      ]);
    });

    it('a long stream and a long log come whole', async () => {
      const stream = newStream();
      const { position: base } = await store().head();
      const many = Array.from({ length: 600 }, (_, open) => ({ open, secret: `甲${open}` }));
      await store().append(noting(stream, 'no_stream', many));
      await store().append(noting(stream, 599, many));
      const expected = [...many, ...many];
      expect((await collect(store().readStream(stream))).map(({ data }) => data)).toEqual(expected);
      expect((await collect(store().readAll({ after: base }))).map(({ data }) => data)).toEqual(expected);
    });

    it('large events come whole', async () => {
      const stream = newStream();
      const { position: base } = await store().head();
      const large = Array.from({ length: 8 }, (_, n) => ({ open: `${n}${'字'.repeat(320_000)}` }));
      await store().append(noting(stream, 'no_stream', large.slice(0, 4)));
      await store().append(noting(stream, 3, large.slice(4)));
      expect((await collect(store().readStream(stream))).map(({ data }) => data)).toEqual(large);
      expect((await collect(store().readAll({ after: base }))).map(({ data }) => data)).toEqual(large);
    });

    it('the position at an instant is that of the last event recorded by then', async () => {
      const { position } = await store().append(noting(newStream(), 'no_stream', [{}, {}]));
      const [last] = await collect(store().readAll({ after: position - 1 }));
      expect(await store().positionAt(last!.recordedAt)).toBe(position);
      expect(await store().positionAt('2001-01-01T00:00:00.000Z')).toBe(0);
      expect(await store().positionAt('2999-01-01T00:00:00.000Z')).toBe((await store().head()).position);
      const justBefore = new Date(Date.parse(last!.recordedAt) - 1).toISOString();
      expect(await store().positionAt(justBefore)).toBeLessThan(position);
    });

    it('instants are UTC with milliseconds and never fall (F11)', async () => {
      let before = '';
      for await (const { recordedAt } of store().readAll()) {
        expect(recordedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        expect(recordedAt >= before).toBe(true);
        before = recordedAt;
      }
    });
  });
}
