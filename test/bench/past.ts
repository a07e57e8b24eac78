import type { Query } from '@nestjs/cqrs';
import {
  ExplainCase,
  ExplainCell,
  FindCase,
  GetAnnualTables,
  GetCarryOver,
  ListDue,
  RecountFromEvents,
  SearchCases,
  type AsOf,
  type Cost,
} from '@app/read-models';
import { importLedgerFile } from '@app/runtime';
import { makeCity } from '../support/city/city';
import { ledgerCsv } from '../support/city/ledger-csv';
import { figure, seconds } from './machine';
import { ACTOR, UNIT, openStand } from './stand';

/** `PAST_CASES=100000` for a province. */
const CASES = Number(process.env['PAST_CASES'] ?? 10_000);
const YEAR = 2025;
const TIMES = 5;

/** What it costs to ask about the past and about a cell, against one pass over the log, in answers a second. */
export async function pastFigure(): Promise<void> {
  const stand = await openStand();
  try {
    const { ledger } = stand;
    const city = makeCity({ cases: CASES, seed: 1, from: '2024-01-01', to: '2025-12-31', upTo: '2026-02-28' });
    const file = { name: 'city.csv', bytes: Buffer.from(ledgerCsv(city)) };
    const imported = await seconds(() => importLedgerFile(ledger, { file, unit: UNIT, actor: ACTOR }));
    const projected = await seconds(() => ledger.projector.catchUp());
    process.stderr.write(
      `${CASES} cases: imported in ${imported.toFixed(0)} s, projected in ${projected.toFixed(0)} s\n`,
    );
    const head = (await ledger.foundation.store.head()).position;
    const half = Math.floor(head / 2);
    const found = await ledger.queries.execute(new FindCase({ caseNo: city[0]!.no, unit: UNIT }));
    const perSecond = async (query: () => Query<unknown>, times = TIMES): Promise<number> => {
      const took: number[] = [];
      for (let i = 0; i < times; i++) took.push(await seconds(() => ledger.queries.execute(query())));
      return 1 / took.sort((a, b) => a - b)[Math.floor(times / 2)]!;
    };
    const pass = {
      what: 'one pass over the log (K-07)',
      perSecond: await perSecond(() => new RecountFromEvents(UNIT, YEAR, head), 1),
    };
    const then: AsOf = { at: half };
    const onDay: AsOf = { on: '2025-06-30' };
    const near: AsOf = { at: head - 50 };
    const asked: Record<string, () => Query<unknown>> = {
      'tables now': () => new GetAnnualTables(UNIT, YEAR),
      'tables as known half-way': () => new GetAnnualTables(UNIT, YEAR, then),
      'tables as on a day': () => new GetAnnualTables(UNIT, YEAR, onDay),
      'explain the largest cell': () => new ExplainCell(UNIT, YEAR, 't3.results_total.total'),
      'explain a small cell': () => new ExplainCell(UNIT, YEAR, 't3.denied_state_secret.legal_other'),
      'explain one case': () => new ExplainCase(UNIT, YEAR, 't3.granted.total', found!.caseId),
      'register now': () => new SearchCases({ unit: UNIT }),
      'register as known 50 events ago': () => new SearchCases({ unit: UNIT }, near),
      'register as known half-way': () => new SearchCases({ unit: UNIT }, then),
      'register as on a day': () => new SearchCases({ unit: UNIT }, onDay),
      'due as known half-way': () => new ListDue({ unit: UNIT, on: '2025-06-30' }, then),
      'due as on a day': () => new ListDue({ unit: UNIT, on: '2025-06-30' }, onDay),
      'carry-over': () => new GetCarryOver(UNIT, YEAR),
    };
    for (const [what, query] of Object.entries(asked)) {
      const cost = ((await ledger.queries.execute(query())) as { cost?: Cost }).cost;
      const measured = await perSecond(query, what === 'carry-over' ? 1 : TIMES);
      const more = { cases: CASES, events: head, milliseconds: Number((1000 / measured).toPrecision(3)) };
      figure(what, { what: 'answers/s', perSecond: measured }, pass, { ...more, ...(cost && { cost }) });
    }
  } finally {
    await stand.close();
  }
}
