import { join } from 'node:path';

// What an adapter's spec asks for is collected, not run: `describe` and `it` only note the titles.
const ADAPTERS = ['in-memory-store.spec', 'postgres-store.int-spec', 'kurrent-store-on-double.int-spec'];
const REAL = 'kurrent-store.int-spec';
const CONTRACT = 'the event store contract: ';

interface Collected {
  /** Titles of the contract's tests, by the name of the adapter under test. */
  suites: Map<string, string[]>;
  todo: string[];
}

/** The tests each adapter's spec would run. */
function collect(specs: readonly string[]): Collected {
  const collected: Collected = { suites: new Map(), todo: [] };
  const path: string[] = [];
  const note = (title: string) => {
    const [suite, ...rest] = path;
    if (!suite?.startsWith(CONTRACT)) return;
    const name = suite.slice(CONTRACT.length);
    collected.suites.set(name, [...(collected.suites.get(name) ?? []), [...rest, title].join(' › ')]);
  };
  const describing = (title: string, body: () => void) => {
    path.push(title);
    body();
    path.pop();
  };
  // One entry for each row of a table; which row it is does not matter for the count.
  const each = (rows: readonly unknown[]) => (title: string) => rows.forEach((_, row) => note(`${title} #${row}`));
  const it = Object.assign(note, { each, todo: (title: string) => collected.todo.push(title) });
  const nothing = () => undefined;
  const stood: Record<string, unknown> = {};
  const instead = { describe: describing, it, test: it, beforeAll: nothing, afterAll: nothing };
  const world = globalThis as unknown as Record<string, unknown>;
  try {
    for (const [name, value] of Object.entries(instead)) [stood[name], world[name]] = [world[name], value];
    jest.isolateModules(() => specs.forEach((spec) => jest.requireActual(join(__dirname, spec))));
  } finally {
    Object.assign(world, stood);
  }
  return collected;
}

const counts = ({ suites }: Collected) =>
  Object.fromEntries([...suites].map(([name, titles]) => [name, titles.length]));

describe('the contract of the event store', () => {
  it('is the same for every adapter: as many tests, by the same titles', () => {
    const { suites } = collect(ADAPTERS);
    expect(suites.size).toBe(6);
    const [first, ...others] = [...suites.values()];
    expect(first!.length).toBeGreaterThan(50);
    expect(new Set(first).size).toBe(first!.length);
    for (const titles of others) expect(titles).toEqual(first);
    process.stderr.write(`\n${JSON.stringify({ kind: 'contract-tests', counts: counts({ suites, todo: [] }) })}\n`);
  });

  it('would be the same for a real KurrentDB where KURRENTDB_URL names one, and says so where none is named', () => {
    const [before] = [process.env['KURRENTDB_URL']];
    const [asked] = Object.values(counts(collect(ADAPTERS)));
    try {
      process.env['KURRENTDB_URL'] = 'kurrentdb://127.0.0.1:1?tls=false';
      expect(Object.values(counts(collect([REAL])))).toEqual([asked, asked]);
      delete process.env['KURRENTDB_URL'];
      const unnamed = collect([REAL]);
      expect(counts(unnamed)).toEqual({});
      expect(unnamed.todo).toEqual([expect.stringContaining('NOT RUN')]);
    } finally {
      if (before === undefined) delete process.env['KURRENTDB_URL'];
      else process.env['KURRENTDB_URL'] = before;
    }
  });

  it('a test that one adapter leaves out is seen', () => {
    const { suites } = collect(ADAPTERS);
    const [first, second] = [...suites.values()];
    expect(second!.slice(1)).not.toEqual(first);
  });
});
