import { COUNTED_CELLS, valueOf, type CellId } from '@app/annual-report';
import type { CaseEvent } from '@app/disclosure';
import {
  ExplainAdjustments,
  ExplainCase,
  ExplainCell,
  GetAnnualTables,
  GetPublishedReports,
  type CellMember,
} from '@app/read-models';
import { importLedgerFile } from '@app/runtime';
import { Bureau, CLERK } from '../support/bureau';
import { makeCity, randomFrom } from '../support/city/city';
import { enterEventfulYears, REPORT_YEARS } from '../support/city/eventful-register';
import { ledgerCsv } from '../support/city/ledger-csv';
import { add, ReplayedRegister } from '../support/replayed-register';

jest.setTimeout(3_600_000);

/** `REGISTER=10000` for the long run; `REMOVALS` says how many events are taken out of a copy of the log. */
const CASES = Number(process.env['REGISTER'] ?? 120);
const REMOVALS = Number(process.env['REMOVALS'] ?? 200);
const SEED = 47;

type Cells = Partial<Record<CellId, number>>;

/** The kinds of event that can put a case into a row of the form, or a proceeding into a column. */
const PROVEN_BY: [RegExp, readonly string[]][] = [
  [/^t3\.(new_received|carried_in|carried_out)\./, ['ApplicationRegistered', 'ReceiptConfirmed']],
  [/^t3\./, ['CaseClosed']],
  [/^t4\.\w+\.pending$/, ['ReconsiderationFiled', 'LitigationFiled']],
  [/^t4\.\w+\.total$/, ['ReconsiderationFiled', 'LitigationFiled', 'ReconsiderationConcluded', 'LitigationConcluded']],
  [/^t4\./, ['ReconsiderationConcluded', 'LitigationConcluded']],
];

const AT_ONCE = 8;

type Members = Map<CellId, CellMember[]>;

/** Every counted cell of a year with its members. */
async function membersOfAll({ ledger }: Bureau, unit: string, year: number): Promise<Members> {
  const all: Members = new Map();
  const next = COUNTED_CELLS.values();
  const ask = async () => {
    for (const cell of next) {
      const { members, value } = await ledger.queries.execute(new ExplainCell(unit, year, cell));
      expect([cell, value]).toEqual([cell, members.length]);
      all.set(cell, members);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  return all;
}

async function theTablesAreTheSumsOf(
  bureau: Bureau,
  unit: string,
  members: ReadonlyMap<number, Members>,
): Promise<void> {
  for (const [year, cells] of members) {
    const { tables } = await bureau.ledger.ask(new GetAnnualTables(unit, year));
    for (const cell of COUNTED_CELLS) {
      expect([year, cell, cells.get(cell)!.length]).toEqual([year, cell, valueOf(tables, cell)]);
    }
  }
}

describe('where no report was published', () => {
  const UNIT = 'PLAIN';
  let bureau: Bureau;
  let replayed: ReplayedRegister;
  let head: number;
  const YEARS = [2024, 2025];
  const members = new Map<number, Members>();
  beforeAll(async () => {
    bureau = await Bureau.open(UNIT);
    const city = makeCity({ cases: CASES, seed: SEED, from: '2023-10-01', to: '2025-12-31', upTo: '2026-02-28' });
    const file = { name: '台账.csv', bytes: Buffer.from(ledgerCsv(city)) };
    await importLedgerFile(bureau.ledger, { file, unit: UNIT, actor: CLERK });
    await bureau.ledger.projector.catchUp();
    for (const year of YEARS) members.set(year, await membersOfAll(bureau, UNIT, year));
    const { store } = bureau.ledger.foundation;
    replayed = await ReplayedRegister.read(store, UNIT);
    head = (await store.head()).position;
  });
  afterAll(() => bureau.close());

  it('every one of the 190 cells is the number of its members', () => theTablesAreTheSumsOf(bureau, UNIT, members));

  /**
   * The law, for one case and the event that proves its place in a cell. Taken out of the log, the event changes
   * - received: every cell the case is in, by −1 for each time it is there, and no other: nothing is left of the case;
   * - concluded: the result and 总计 of results −1, and what an open case is in instead +1: 结转 of that year, and 上年结转
   *   and 结转 of the years after;
   * - filed: the cells of that proceeding −1 in every year it is in;
   * - ended: the outcome −1, 尚未审结 +1; the group's total stays in that year, and grows by 1 in the years after.
   * Each of these in the case's column and in the column of totals. Nothing else changes, in any year.
   */
  function lawOf(events: readonly CaseEvent[], event: CaseEvent, year: number): Cells {
    const caseId = event.stream.slice('case-'.length);
    const own = replayed.cellsOfCase(caseId, year, head);
    const facts = replayed.factsAt(caseId, head)!;
    const columns = [facts.column, 'total'] as const;
    const changes: Cells = {};
    const change = (cells: readonly string[], by: 1 | -1) =>
      add(changes, Object.fromEntries(cells.map((cell) => [cell, 1])), by);
    const inColumns = (row: string) => columns.map((column) => `t3.${row}.${column}`);
    if (event.type === 'ApplicationRegistered' || event.type === 'ReceiptConfirmed') return add({}, own, -1);
    if (event.type === 'CaseClosed') {
      const { concludedYear, resultCode } = facts;
      if (concludedYear === year) change([...inColumns(resultCode!), ...inColumns('results_total')], -1);
      if (concludedYear! <= year) change(inColumns('carried_out'), 1);
      if (concludedYear! < year) change(inColumns('carried_in'), 1);
      return changes;
    }
    const appeal = facts.appeals.find(
      ({ filedEventId, concludedEventId }) => event.id === filedEventId || event.id === concludedEventId,
    )!;
    const filedIn = Number(appeal.filedOn.slice(0, 4));
    const endedIn = appeal.concludedOn === undefined ? Infinity : Number(appeal.concludedOn.slice(0, 4));
    const group = (column: string) => `t4.${appeal.group}.${column}`;
    if (event.id === appeal.filedEventId) {
      if (filedIn <= year && endedIn >= year) {
        change([group(endedIn === year ? appeal.result! : 'pending'), group('total')], -1);
      }
      return changes;
    }
    if (endedIn === year) {
      change([group(appeal.result!)], -1);
      change([group('pending')], 1);
    }
    if (endedIn < year) change([group('pending'), group('total')], 1);
    expect(events).toContain(event);
    return changes;
  }

  it('an event taken out of a copy of the log changes exactly the cells it put its case in, and what follows', () => {
    const named = new Map<string, { caseId: string; eventId: string; cells: Set<CellId>; year: number }>();
    for (const [year, cells] of members) {
      for (const [cell, ofCell] of cells) {
        for (const { caseId, event } of ofCell) {
          const [, kinds] = PROVEN_BY.find(([pattern]) => pattern.test(cell))!;
          expect([cell, kinds]).toEqual([cell, expect.arrayContaining([event.type]) as unknown]);
          const key = `${year} ${event.eventId}`;
          const one = named.get(key) ?? { caseId, eventId: event.eventId, cells: new Set(), year };
          named.set(key, { ...one, cells: one.cells.add(cell) });
        }
      }
    }
    const before = new Map([2023, ...YEARS, 2026].map((year) => [year, replayed.cells(year, head)]));
    const random = randomFrom(SEED);
    const chosen = someOfEachType([...named.values()], random);
    const types = new Set<string>();
    for (const { caseId, eventId, cells, year: namedIn } of chosen) {
      const events = replayed.cases.get(caseId)!;
      const event = events.find(({ id }) => id === eventId)!;
      types.add(event.type);
      const copy = replayed.with(caseId, withoutOf(events, event));
      for (const year of before.keys()) {
        // All cells of all cases, counted again from the copy.
        const changed = add(copy.cells(year, head), before.get(year)!, -1);
        const law = lawOf(events, event, year);
        expect({ event: event.type, year, changed }).toEqual({ event: event.type, year, changed: law });
        if (year === namedIn) {
          // What an outcome leaves, 总计 counts as pending.
          const named = [...cells].filter((cell) => !/^t4\.\w+\.total$/.test(cell) || !/Concluded$/.test(event.type));
          for (const cell of named) expect([cell, changed[cell]]).toEqual([cell, -membersBy(copy, caseId, cell, year)]);
        }
      }
    }
    const kinds = ['ApplicationRegistered', 'CaseClosed', 'ReconsiderationConcluded', 'ReconsiderationFiled'];
    expect([...types]).toEqual(expect.arrayContaining([...kinds, 'LitigationFiled', 'LitigationConcluded']));
  });

  /** Few of a register's events are about proceedings; every type has its share of what is tried. */
  function someOfEachType<T extends { caseId: string; eventId: string }>(all: T[], random: () => number): T[] {
    const typeOf = ({ caseId, eventId }: T) => replayed.cases.get(caseId)!.find(({ id }) => id === eventId)!.type;
    const shuffled = all.map((one) => ({ one, key: random() })).sort((a, b) => a.key - b.key);
    const taken = new Map<string, number>();
    return shuffled.flatMap(({ one }) => {
      const type = typeOf(one);
      taken.set(type, (taken.get(type) ?? 0) + 1);
      return taken.get(type)! <= REMOVALS / 6 ? [one] : [];
    });
  }

  /** How often the case was in the cell by the event that is gone. */
  const membersBy = (copy: ReplayedRegister, caseId: string, cell: CellId, year: number): number =>
    (replayed.cellsOfCase(caseId, year, head)[cell] ?? 0) - (copy.cellsOfCase(caseId, year, head)[cell] ?? 0);

  /** Without its registration nothing of a case is on record. */
  const withoutOf = (events: readonly CaseEvent[], gone: CaseEvent): CaseEvent[] =>
    gone.type === 'ApplicationRegistered' ? [] : events.filter(({ id }) => id !== gone.id);

  it('the same event retracted in a copy changes the same cells as taken out (R-110)', () => {
    let tried = 0;
    for (const [caseId, events] of replayed.cases) {
      const closing = events.findLast(({ type }) => type === 'CaseClosed');
      if (!closing || tried >= 50) continue;
      tried += 1;
      const last = events.at(-1)!;
      const retraction = {
        ...last,
        id: `${closing.id}-retracted`,
        type: 'EntryRetracted',
        revision: last.revision + 1,
        data: { targetEventId: closing.id, reason: '误登', approvedBy: 'head-1' },
      } as CaseEvent;
      for (const year of YEARS) {
        expect(replayed.with(caseId, [...events, retraction]).cellsOfCase(caseId, year, head)).toEqual(
          replayed.with(caseId, withoutOf(events, closing)).cellsOfCase(caseId, year, head),
        );
      }
    }
    expect(tried).toBeGreaterThan(20);
  });
});

describe('where three years are published', () => {
  const UNIT = 'BOOKED';
  let bureau: Bureau;
  let replayed: ReplayedRegister;
  const members = new Map<number, Members>();
  beforeAll(async () => {
    bureau = await Bureau.open(UNIT);
    await enterEventfulYears(bureau, { unit: UNIT, cases: Math.min(CASES, 1_000), seed: SEED });
    for (const year of [2024, 2025]) members.set(year, await membersOfAll(bureau, UNIT, year));
    replayed = await ReplayedRegister.read(bureau.ledger.foundation.store, UNIT);
  });
  afterAll(() => bureau.close());

  it('every one of the 190 cells is the number of its members', () => theTablesAreTheSumsOf(bureau, UNIT, members));

  it('every published cell is the number of members it had where it was counted', async () => {
    for (const year of [2024]) {
      const [report] = await bureau.ledger.ask(new GetPublishedReports(UNIT, year));
      expect(COUNTED_CELLS.filter((each) => report!.cells[each] !== 0).length).toBeGreaterThan(30);
      for (const cell of COUNTED_CELLS.filter((each) => report!.cells[each] !== 0)) {
        const asked = new ExplainCell(UNIT, year, cell, { at: report!.position });
        const { members: counted } = await bureau.ledger.queries.execute(asked);
        expect([year, cell, counted.length]).toEqual([year, cell, report!.cells[cell]]);
      }
    }
  });

  it('of every case and cell asked about it says counted, or why not, as the recount has it', async () => {
    const random = randomFrom(3);
    const { position } = await bureau.ledger.foundation.store.head();
    const ids = [...replayed.cases.keys()];
    const reasons = new Set<string>();
    for (let i = 0; i < 80; i++) {
      const caseId = ids[Math.floor(random() * ids.length)]!;
      const cell = COUNTED_CELLS[Math.floor(random() * COUNTED_CELLS.length)]!;
      const year = REPORT_YEARS[Math.floor(random() * REPORT_YEARS.length)]!;
      const asked = await bureau.ledger.queries.execute(new ExplainCase(UNIT, year, cell, caseId));
      const counted = replayed.cellsOfCase(caseId, year, position)[cell] ?? 0;
      expect([cell, asked!.counted, asked!.members.length]).toEqual([cell, counted, counted]);
      expect(asked!.reasons.length > 0).toBe(counted === 0);
      // Where it stands now is where the last episode stands.
      expect(asked!.episodes.at(-1)?.until === null).toBe(counted > 0);
      for (const { reason } of asked!.reasons) reasons.add(reason);
    }
    expect(reasons.size).toBeGreaterThan(8);
  });

  it('every adjustment a report lists is the sum of the events named for it', async () => {
    let listed = 0;
    for (const year of REPORT_YEARS) {
      const [report] = await bureau.ledger.ask(new GetPublishedReports(UNIT, year));
      const { adjustments } = await bureau.ledger.ask(new ExplainAdjustments(UNIT, year));
      expect(adjustments).toHaveLength(report!.adjustments.length);
      for (const { caseId, cell, delta, listedBefore, because, listedBy, reportYear } of adjustments) {
        expect(listedBy.type).toBe('PriorPeriodAdjusted');
        expect(because.length).toBeGreaterThan(0);
        expect(because.reduce((sum, each) => sum + each.delta, 0)).toBe(delta + listedBefore);
        const { position } = report!;
        // Each event did to the case what is said of it, in the report it touches.
        for (const { delta: part, event } of because) {
          const then = replayed.cellsOfCase(caseId, reportYear, event.position)[cell] ?? 0;
          const before = replayed.cellsOfCase(caseId, reportYear, event.position - 1)[cell] ?? 0;
          expect([cell, event.position <= position, then - before]).toEqual([cell, true, part]);
        }
      }
      listed += adjustments.length;
    }
    expect(listed).toBeGreaterThan(10);
  });
});
