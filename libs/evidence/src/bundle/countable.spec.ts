import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { factsOf, fold, type CaseEvent, type LedgerEvent, type StatisticalFacts } from '@app/disclosure';
import { triedHistories } from '../../../disclosure/test/tried-histories';
import { CaseFacts } from './case-facts';
import { isCountable, isCounted } from './countable';

/** Fees stand in the text of section six, in no table. */
const inTables = (facts: StatisticalFacts | undefined) => {
  if (!facts) return undefined;
  const { fee: _, ...counted } = facts;
  return counted;
};

describe('the events a table is counted from', () => {
  it('are enough: all others of a case change no fact, at any position', () => {
    let kinds = new Set<string>();
    fc.assert(
      fc.property(triedHistories, (history) => {
        const facts = new CaseFacts('DEMO');
        for (const event of history) if (isCounted(event.type)) facts.add(event);
        for (const [index, { position, type }] of history.entries()) {
          kinds = kinds.add(type);
          const state = fold(history.slice(0, index + 1))!;
          expect(facts.at(position)).toEqual(inTables(factsOf(state)));
        }
      }),
      { numRuns: 500 },
    );
    // Lawful histories of every sort, or the property says little.
    expect(kinds.size).toBeGreaterThan(30);
  });

  it('are read in every shape that was ever written', () => {
    const shapes = join(__dirname, '..', '..', '..', '..', 'test', 'contracts', 'event-shapes');
    const seen = readdirSync(shapes)
      .filter((file) => file.endsWith('.json'))
      .flatMap((file) => Object.entries(JSON.parse(readFileSync(join(shapes, file), 'utf8')) as Record<string, object>))
      .filter(([type]) => isCounted(type));
    expect(seen.length).toBeGreaterThan(15);
    for (const [type, data] of seen) {
      expect({ type, readable: isCountable({ type, data } as unknown as LedgerEvent) }).toEqual({
        type,
        readable: true,
      });
    }
  });

  it.each([
    ['CaseClosed', { concludedOn: '2024', resultCode: 'granted' }],
    ['CaseClosed', { resultCode: 'granted' }],
    ['ApplicationRegistered', { unit: 'U1', applicantKind: 'natural_person' }],
    ['LitigationFiled', { suitId: 's', route: 'appeal', filedOn: '2024-01-02' }],
    ['ReportFrozen', { unitId: 'U1', reportYear: 2024, revision: 1, cells: { a: -1 } }],
    ['ReportFrozen', { unitId: 'U1', reportYear: 2024, revision: 1, cells: {}, unitTree: [{}] }],
  ])('%s with %j is none', (type, data) => {
    expect(isCountable({ type, data } as unknown as CaseEvent)).toBe(false);
  });
});
