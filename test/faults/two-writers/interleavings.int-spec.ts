import { postgresStore, type EventStore, type LogStore } from '@app/event-store';
import { freshDatabase, type FreshDatabase } from '../../support/postgres';
import { countOf, randomOf, SEED } from '../ground/seed';
import { neverDecidingAgain } from './decides-never-again';
import { orderedPairs, together, triplesOf, type Together } from './tried-together';

// T7 on the real store, two processes' views of one log. FAULT_SEED; FAULT_INTERLEAVED_PAIRS of the ordered pairs, each
// FAULT_INTERLEAVED_TIMES.
const PAIRS = countOf('FAULT_INTERLEAVED_PAIRS', 150);
const TIMES = countOf('FAULT_INTERLEAVED_TIMES', 2);
/** Sets of commands on cases of their own that are under way beside each other. */
const BESIDE = 8;

jest.setTimeout(600_000);

let database: FreshDatabase;
const stores: LogStore[] = [];
beforeAll(async () => {
  database = await freshDatabase();
  const { connectionString } = database;
  for (const _ of [1, 2]) stores.push(await postgresStore({ connectionString, readers: 4 }));
});
afterAll(async () => {
  for (const store of stores) await store.close();
  await database?.drop();
});

async function tryAll(sets: readonly Together[], on: readonly EventStore[]) {
  const illegal: string[] = [];
  const figures = { histories: 0, accepted: 0, refused: 0, longestSearch: 0 };
  const left = [...sets];
  const work = async () => {
    for (let set = left.pop(); set; set = left.pop()) {
      const { legal, looked, answers } = await together(set, on);
      figures.histories++;
      const accepted = answers.filter((answer) => typeof answer === 'object' && 'accepted' in answer).length;
      figures.accepted += accepted;
      figures.refused += answers.length - accepted;
      figures.longestSearch = Math.max(figures.longestSearch, looked);
      if (!legal) illegal.push(`${set.status}: ${set.names.join(' | ')} ${JSON.stringify(answers)}`);
    }
  };
  await Promise.all(Array.from({ length: BESIDE }, work));
  return { ...figures, illegal };
}

/** Some of the ordered pairs by chance, each several times. */
function somePairs(): Together[] {
  const random = randomOf('pairs on PostgreSQL');
  const shuffled = orderedPairs()
    .map((pair) => ({ pair, at: random() }))
    .toSorted((a, b) => a.at - b.at);
  return shuffled.slice(0, PAIRS).flatMap(({ pair }) => Array.from({ length: TIMES }, () => pair));
}

it('pairs and triples on PostgreSQL end as one clerk alone could have seen it (F8)', async () => {
  const sets = [...somePairs(), ...triplesOf(randomOf('triples on PostgreSQL'), PAIRS)];
  const { illegal, ...figures } = await tryAll(sets, stores);
  process.stderr.write(
    `\n${JSON.stringify({ kind: 'interleavings on PostgreSQL', pairs: PAIRS, times: TIMES, triples: PAIRS, ...figures, illegal: illegal.length, seed: SEED })}\n`,
  );
  expect(illegal).toEqual([]);
  expect(figures.accepted).toBeGreaterThan(0);
  expect(figures.refused).toBeGreaterThan(0);
});

it('the saboteur that appends again without deciding again is caught', async () => {
  // Whoever comes second is refused by the law once the first was accepted.
  const rivals: Together[] = Array.from({ length: 24 }, () => ({ status: 'RUNNING', names: ['Decide', 'VoidCase'] }));
  const honest = await tryAll(rivals, stores);
  expect(honest.illegal).toEqual([]);
  const { illegal } = await tryAll(rivals, stores.map(neverDecidingAgain));
  process.stderr.write(
    `\n${JSON.stringify({ kind: 'interleavings on PostgreSQL, saboteur', histories: rivals.length, illegal: illegal.length })}\n`,
  );
  expect(illegal.length).toBeGreaterThan(0);
});
