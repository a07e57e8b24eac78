import fc from 'fast-check';
import { SeenIds } from './seen-ids';

describe('the ids that passed', () => {
  it('are exactly those that were given', () => {
    fc.assert(
      fc.property(fc.array(fc.uuid(), { maxLength: 60 }), (ids) => {
        const [seen, known] = [new SeenIds(), new Set<string>()];
        for (const id of [...ids, ...ids]) {
          expect(seen.add(id)).toBe(!known.has(id));
          known.add(id);
        }
      }),
    );
  });

  it('are still known when the table has grown, also where their first bits are the same', () => {
    const seen = new SeenIds();
    const id = (n: number) => `00000001-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
    for (let n = 0; n < 3_000; n++) expect(seen.add(id(n))).toBe(true);
    for (let n = 0; n < 3_000; n++) expect(seen.add(id(n))).toBe(false);
  });
});
