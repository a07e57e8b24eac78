import fc from 'fast-check';
import { inMemoryStore, type EventStore } from '@app/event-store';
import { countOf, randomOf, SEED } from '../ground/seed';
import { neverDecidingAgain } from './decides-never-again';
import { orderedPairs, together, triplesOf, type Together } from './tried-together';

// T7: commands on one case, their steps in every order that chance gives. FAULT_SEED, FAULT_INTERLEAVINGS.
const SCHEDULES = countOf('FAULT_INTERLEAVINGS', 0);
const EVERY_PAIR = orderedPairs();
/** Without it a fifth of the pairs, with each seed another fifth. */
const PAIRS = SCHEDULES > 0 ? EVERY_PAIR : EVERY_PAIR.filter((_, at) => (at + SEED) % 5 === 0);
const TRIPLES = Math.max(100, 500 * SCHEDULES);

jest.setTimeout(600_000);

interface Figures {
  histories: number;
  accepted: number;
  refused: number;
  longestSearch: number;
  illegal: string[];
}

/** Each set of commands under some schedules; what no single clerk could have seen, by its commands. */
async function tryAll(sets: readonly Together[], schedules: number, dress = (store: EventStore) => store) {
  const figures: Figures = { histories: 0, accepted: 0, refused: 0, longestSearch: 0, illegal: [] };
  for (const [at, set] of sets.entries()) {
    for (const scheduler of fc.sample(fc.scheduler(), { numRuns: schedules, seed: SEED + at })) {
      const store = dress(inMemoryStore());
      const { legal, looked, answers } = await together(set, [store], {
        turn: async (label, work) => {
          await scheduler.schedule(Promise.resolve(), label);
          return work();
        },
        settle: (work) => scheduler.waitFor(work()),
      });
      figures.histories++;
      for (const answer of answers) {
        if (typeof answer === 'object' && 'accepted' in answer) figures.accepted++;
        else figures.refused++;
      }
      figures.longestSearch = Math.max(figures.longestSearch, looked);
      if (!legal) figures.illegal.push(`${set.status}: ${set.names.join(' | ')} ${JSON.stringify(answers)}`);
    }
  }
  return figures;
}

it('ordered pairs and triples of commands end as one clerk alone could have seen it (F8)', async () => {
  const pairs = await tryAll(PAIRS, Math.max(1, SCHEDULES));
  const triples = await tryAll(triplesOf(randomOf('triples'), TRIPLES), 1);
  const { illegal, ...figures } = pairs;
  process.stderr.write(
    `\n${JSON.stringify({ kind: 'interleavings', pairs: PAIRS.length, triples: TRIPLES, ...figures, longestSearch: Math.max(pairs.longestSearch, triples.longestSearch), illegal: illegal.length + triples.illegal.length, seed: SEED })}\n`,
  );
  expect([...illegal, ...triples.illegal]).toEqual([]);
  expect(pairs.accepted).toBeGreaterThan(PAIRS.length / 2);
  expect(pairs.refused).toBeGreaterThan(PAIRS.length / 10);
});

it('the saboteur that appends again without deciding again is caught', async () => {
  const some = EVERY_PAIR.filter((_, at) => at % 10 === 0);
  const { illegal } = await tryAll(some, 1, neverDecidingAgain);
  process.stderr.write(
    `\n${JSON.stringify({ kind: 'interleavings, saboteur', pairs: some.length, illegal: illegal.length, seed: SEED })}\n`,
  );
  expect(illegal.length).toBeGreaterThan(0);
});
