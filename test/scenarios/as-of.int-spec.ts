import { cellValues, type CellId } from '@app/annual-report';
import { GetAnnualTables, GetPublishedReports } from '@app/read-models';
import { tablesCommand } from '../../apps/cli/src/commands/tables';
import { Bureau } from '../support/bureau';
import { randomFrom } from '../support/city/city';
import { enterEventfulYears, REPORT_YEARS } from '../support/city/eventful-register';
import { ReplayedRegister } from '../support/replayed-register';

jest.setTimeout(1_800_000);

const UNIT = 'THEN';
/** `INSTANTS=500 REGISTER=2000` for the long run. */
const CASES = Number(process.env['REGISTER'] ?? 90);
const INSTANTS = Number(process.env['INSTANTS'] ?? 25);

const counted = (cells: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(cells).filter(([cell, value]) => value !== 0 && !cell.startsWith('t2.')));

/** One text for equal numbers, whatever the order of the keys. */
const canonical = (cells: Record<string, number>): string =>
  JSON.stringify(Object.fromEntries(Object.entries(cells).sort(([a], [b]) => (a < b ? -1 : 1))));

describe('a register with three published years, late entries and corrections', () => {
  let bureau: Bureau;
  let replayed: ReplayedRegister;
  let recorded: { position: number; recordedAt: string }[];
  const random = randomFrom(7);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

  beforeAll(async () => {
    bureau = await Bureau.open(UNIT);
    await enterEventfulYears(bureau, { unit: UNIT, cases: CASES, seed: 31 });
    const { store } = bureau.ledger.foundation;
    replayed = await ReplayedRegister.read(store, UNIT);
    recorded = [];
    for await (const { position, recordedAt } of store.readAll()) recorded.push({ position, recordedAt });
  });
  afterAll(() => bureau.close());

  /** Any instant while the register was kept, to the millisecond. */
  function anyInstant(): string {
    const [first, last] = [recorded[0]!, recorded.at(-1)!].map(({ recordedAt }) => Date.parse(recordedAt)) as [
      number,
      number,
    ];
    return new Date(first + Math.floor(random() * (last - first + 1))).toISOString();
  }
  const knownBy = (instant: string): number => recorded.findLast(({ recordedAt }) => recordedAt <= instant)!.position;

  it('tells at any past instant the tables that the events recorded until then give, replayed alone', async () => {
    const { ledger } = bureau;
    const seen = new Set<string>();
    for (let i = 0; i < INSTANTS; i++) {
      const instant = anyInstant();
      const at = await ledger.foundation.store.positionAt(instant);
      expect(at).toBe(knownBy(instant));
      const year = pick([...REPORT_YEARS, 2026]);
      const { tables, position } = await ledger.ask(new GetAnnualTables(UNIT, year, { at }));
      expect(position).toBe(at);
      expect({ at, year, cells: counted(cellValues(tables)) }).toEqual({ at, year, cells: replayed.cells(year, at) });
      seen.add(canonical(cellValues(tables)));
    }
    // Or one answer would do for all of them.
    expect(seen.size).toBeGreaterThan(Math.min(INSTANTS / 3, 40));
  });

  it('tells on any day, by what was known at any instant, the tables of what had taken effect', async () => {
    const days = REPORT_YEARS.flatMap((year) =>
      [1, 4, 7, 9, 12].map((month) => `${year}-${String(month).padStart(2, '0')}-15`),
    );
    let fewer = 0;
    for (let i = 0; i < INSTANTS; i++) {
      const at = knownBy(anyInstant());
      const on = pick([...days, '2023-12-31', '2024-12-31', '2025-12-31']);
      const year = pick(REPORT_YEARS);
      const { tables } = await bureau.ledger.ask(new GetAnnualTables(UNIT, year, { at, on }));
      const expected = replayed.cells(year, at, on);
      expect({ at, on, year, cells: counted(cellValues(tables)) }).toEqual({ at, on, year, cells: expected });
      if (canonical(expected) !== canonical(replayed.cells(year, at))) fewer += 1;
    }
    expect(fewer).toBeGreaterThan(INSTANTS / 10);
  });

  it('tells at the end of a year, on its last day, what the whole year says, since later days change neither', async () => {
    for (const year of REPORT_YEARS) {
      const whole = await bureau.ledger.ask(new GetAnnualTables(UNIT, year));
      const lastDay = await bureau.ledger.ask(new GetAnnualTables(UNIT, year, { on: `${year}-12-31` }));
      expect(lastDay.tables).toEqual(whole.tables);
    }
  });

  it.each(REPORT_YEARS)('tells as of the moment %i was published what was published, byte for byte', async (year) => {
    const [report] = await bureau.ledger.ask(new GetPublishedReports(UNIT, year));
    const asOf = await tablesAt(year, { 'as-of': report!.cutoffRecordedAt });
    expect(canonical(asOf)).toBe(canonical(report!.cells));
    // The moment it was frozen, and the position it was counted at, tell the same.
    const frozen = recorded.find(({ position }) => position > report!.position)!;
    expect(canonical(await tablesAt(year, { at: String(report!.position) }))).toBe(canonical(report!.cells));
    expect(canonical(await tablesAt(year, { 'as-of': frozen.recordedAt }))).toBe(canonical(report!.cells));
    // And something was entered since that shows now.
    expect(replayed.publications).toHaveLength(REPORT_YEARS.length);
  });

  async function tablesAt(year: number, options: Record<string, string>): Promise<Record<CellId, number>> {
    const given: Record<string, string> = { unit: UNIT, year: String(year), ...options };
    const nowhere = () => undefined;
    const args = { positionals: [], texts: () => [], text: (name: string) => given[name], flag: () => false };
    const { json } = await tablesCommand.run({ args, ledger: bureau.ledger, note: nowhere, progress: nowhere });
    return cellValues(json as never);
  }
});
