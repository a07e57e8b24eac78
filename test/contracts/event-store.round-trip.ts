import fc from 'fast-check';
import { type JsonObject, Unstorable } from '@app/event-store';
import type { Subject } from './event-store.contract';
import { roundTripFault } from './event-store.round-trip-check';
import { newStream, noting } from './event-store.samples';

export function roundTripContract(subject: Subject): void {
  const store = () => subject().store;

  describe('the trip through the store', () => {
    it('changes nothing in JSON', async () => {
      const json = fc.jsonValue({ maxDepth: 5, stringUnit: 'binary' });
      const stored = fc.dictionary(fc.string({ unit: 'binary' }), json, { maxKeys: 5 });
      await fc.assert(
        fc.asyncProperty(stored, json, async (open, secret) => {
          expect(await roundTripFault(store(), { secret, open } as JsonObject)).toBeUndefined();
        }),
        { numRuns: 60 },
      );
    });

    it('refuses what it would change, and changes nothing else (F10)', async () => {
      const odd = fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSparseArray: true,
        withNullPrototype: true,
        withUnicodeString: true,
        withTypedArray: true,
        maxDepth: 3,
      });
      await fc.assert(
        fc.asyncProperty(odd, fc.boolean(), async (value, secretly) => {
          const data = secretly ? { secret: value } : { open: value };
          expect(await roundTripFault(store(), data as unknown as JsonObject)).toBeUndefined();
        }),
        { numRuns: 80 },
      );
    });

    it.each<[string, unknown]>([
      ['NUL', 'a\0b'],
      ['a lone surrogate', '\ud800'],
      ['a number beyond 2^53', 2 ** 53],
      ['NaN', Number.NaN],
      ['minus zero', -0],
      ['undefined in an array', [undefined]],
      ['a date', new Date(0)],
      ['twenty-one levels', Array.from({ length: 21 }).reduce((inner) => [inner], 1)],
    ])('refuses %s by its path in every field, without quoting it (F10)', async (_, value) => {
      for (const field of ['secret', 'open']) {
        const request = noting(newStream(), 'no_stream', [{ [field]: value } as JsonObject]);
        const refusal: unknown = await store()
          .append(request)
          .catch((error: unknown) => error);
        expect(refusal).toBeInstanceOf(Unstorable);
        expect((refusal as Unstorable).path).toMatch(new RegExp(`^events\\[0\\]\\.data\\.${field}(\\[0\\])*$`));
      }
    });

    it('refuses a body over one megabyte', async () => {
      const request = noting(newStream(), 'no_stream', [{ secret: '文'.repeat(400_000) }]);
      await expect(store().append(request)).rejects.toMatchObject({ name: 'Unstorable', path: 'events[0]' });
    });

    it('keeps what SQL and JSON find special', async () => {
      const texts = ['"', '\\', "'", '{}', ',', '\\x00', '\u2028', '𠮷㛃', '\u0001', '', '\\u0000', '$1', 'null'];
      const stream = `case-${texts.join('')}`;
      const request = noting(stream, 'no_stream', [{ secret: texts, open: texts, ['__proto__x"\\']: 1 }]);
      request.events[0]!.actor = { id: '"},{', role: 'a\\b"c' };
      request.commandId = request.events[0]!.id;
      await store().append(request);
      for await (const event of store().readStream(stream)) {
        expect(event).toMatchObject({ ...request.events[0], stream, revision: 0 });
      }
    });
  });
}
