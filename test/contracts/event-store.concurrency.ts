import type { Subject } from './event-store.contract';
import { writersAgainstReader } from './event-store.checks';
import { collect, newStream, noting } from './event-store.samples';

export function concurrencyContract(subject: Subject): void {
  describe('writers at the same time', () => {
    it('sixteen of them, some refused: the reader misses nothing and sees nothing out of order (F1)', async () => {
      const { store } = subject();
      const writers = await Promise.all(Array.from({ length: 4 }, () => subject().another()));
      const course = await writersAgainstReader({
        store,
        writers: Array.from({ length: 16 }, (_, n) => writers[n % 4]!),
        appendsEach: 30,
      });
      expect(course.faults).toEqual([]);
      expect(course.refused).toBeGreaterThan(0);
    });

    it('only one of them continues a revision (F8)', async () => {
      const { store } = subject();
      const other = await subject().another();
      const stream = newStream();
      await store.append(noting(stream, 'no_stream'));
      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, (_, n) => (n % 2 ? store : other).append(noting(stream, 0, [{ open: n }]))),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await collect(store.readStream(stream))).toHaveLength(2);
    });

    it('a command that cannot be stored takes no other with it', async () => {
      const { store } = subject();
      const known = noting(newStream(), 'no_stream');
      await store.append(known);
      const outcomes = await Promise.allSettled(
        Array.from({ length: 10 }, (_, n) => {
          const request = noting(newStream(), 'no_stream');
          if (n === 5) request.events[0]!.id = known.events[0]!.id;
          return store.append(request);
        }),
      );
      expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual(
        Array.from({ length: 10 }, (_, n) => n !== 5),
      );
    });
  });
}
