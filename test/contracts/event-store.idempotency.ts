import { randomUUID } from 'node:crypto';
import { IdempotencyConflict } from '@app/event-store';
import type { Subject } from './event-store.contract';
import { collect, newStream, noting } from './event-store.samples';

export function idempotencyContract(subject: Subject): void {
  const store = () => subject().store;

  describe('a command that comes again (F5)', () => {
    it('is answered as the first time and not stored again', async () => {
      const request = noting(newStream(), 'no_stream', [{ secret: '李四' }, { open: 2 }]);
      const first = await store().append(request);
      const before = await store().head();
      expect(await store().append(structuredClone(request))).toEqual({ ...first, duplicate: true });
      expect(await store().head()).toEqual(before);
    });

    it('is recognised although the stream has moved on', async () => {
      const stream = newStream();
      const request = noting(stream, 'no_stream');
      const first = await store().append(request);
      await store().append(noting(stream, 0));
      expect(await store().append(request)).toEqual({ ...first, duplicate: true });
    });

    it('is recognised although it now expects the present revision (F7)', async () => {
      const stream = newStream();
      const request = noting(stream, 'no_stream');
      await store().append(request);
      await store().append({ ...request, expectedRevision: 0 });
      expect(await collect(store().readStream(stream))).toHaveLength(1);
    });

    it('is recognised although its metadata and the order of its keys differ', async () => {
      const request = noting(newStream(), 'no_stream', [{ open: 1, secret: '王五' }]);
      await store().append(request);
      const [event] = request.events;
      const again = { ...request, events: [{ ...event!, data: { secret: '王五', open: 1 }, metadata: { try: 2 } }] };
      expect(await store().append(again)).toMatchObject({ duplicate: true });
    });

    it.each([
      ['open', { secret: '王五', open: 2 }],
      ['protected', { secret: '王六', open: 1 }],
    ])('is refused when its content in the %s differs', async (_, data) => {
      const command = randomUUID();
      const stream = newStream();
      await store().append(noting(stream, 'no_stream', [{ secret: '王五', open: 1 }], command));
      await expect(store().append(noting(stream, 'no_stream', [data], command))).rejects.toThrow(
        new IdempotencyConflict(command),
      );
    });

    it('is refused on another stream', async () => {
      const command = randomUUID();
      await store().append(noting(newStream(), 'no_stream', [{ open: 1 }], command));
      await expect(store().append(noting(newStream(), 'no_stream', [{ open: 1 }], command))).rejects.toThrow(
        IdempotencyConflict,
      );
    });

    it('is stored once when both attempts are under way together', async () => {
      const request = noting(newStream(), 'no_stream');
      const other = await subject().another();
      const answers = await Promise.all([store().append(request), store().append(request), other.append(request)]);
      expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
      expect(await collect(store().readStream(request.stream))).toHaveLength(1);
    });

    it('can be asked for by its id', async () => {
      const request = noting(newStream(), 'no_stream', [{}, {}]);
      expect(await store().outcomeOf(request.commandId)).toBeUndefined();
      const appended = await store().append(request);
      expect(await store().outcomeOf(request.commandId)).toEqual({ ...appended, duplicate: true });
    });
  });
}
