import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Query } from '@nestjs/cqrs';
import {
  ExplainCase,
  ExplainCell,
  FindCase,
  GetAnnualTables,
  GetCarryOver,
  GetCaseTimeline,
  ListDue,
  SearchCases,
} from '@app/read-models';
import { openCaseReplay, replayDocument } from '@app/runtime';
import { ledgerRun, pythonRun, type ChildRun } from './child';
import { machine, seconds } from './machine';
import { UNIT, openStand, type Stand } from './stand';
import { fillTwoBureaus, OTHER, PUBLISHED_YEAR, type TwoBureaus } from './two-bureaus';

/** `CASES=10000,100000`: one size after the other, and how the times grow. */
const SIZES = (process.env['CASES'] ?? '10000').split(',').map(Number);
const TIMES = 5;
const YEAR = PUBLISHED_YEAR + 1;

type Figures = Map<string, number>;

/** What an auditor waits for, on registers of growing size. */
export async function auditorFigure(): Promise<void> {
  const sizes: { cases: number; events: number; figures: Figures }[] = [];
  for (const cases of SIZES) sizes.push({ cases, ...(await figuresOf(cases)) });
  for (const [index, { cases, events, figures }] of sizes.slice(1).entries()) {
    const before = sizes[index]!;
    for (const [what, took] of figures) {
      const grew = { seconds: factor(took, before.figures.get(what)!), events: factor(events, before.events) };
      process.stdout.write(`${JSON.stringify({ figure: `growth: ${what}`, from: before.cases, to: cases, grew })}\n`);
    }
  }
}

const factor = (now: number, before: number): number => Number((now / before).toPrecision(3));

async function figuresOf(cases: number): Promise<{ events: number; figures: Figures }> {
  const stand = await openStand();
  try {
    const filled = await fillTwoBureaus(stand, cases);
    const events = (await stand.ledger.foundation.store.head()).position;
    const figures: Figures = new Map();
    const tell = (what: string, took: number, more: Record<string, unknown> = {}): void => {
      figures.set(what, took);
      const line = { figure: what, cases, events, seconds: Number(took.toPrecision(3)), ...more, machine: machine() };
      process.stdout.write(`${JSON.stringify(line)}\n`);
    };
    tell('publish a report', filled.publishSeconds);
    await askAll(stand, filled, tell);
    await runAll(stand, events, tell);
    return { events, figures };
  } finally {
    await stand.close();
  }
}

type Tell = (what: string, took: number, more?: Record<string, unknown>) => void;

/** Questions, in this process: the middle of five. */
async function askAll({ ledger }: Stand, { caseNo }: TwoBureaus, tell: Tell): Promise<void> {
  const { store, write } = ledger.foundation;
  const half = { at: Math.floor((await store.head()).position / 2) };
  const { caseId } = (await ledger.ask(new FindCase({ caseNo, unit: UNIT })))!;
  const asked: Record<string, () => Query<unknown>> = {
    'tables now': () => new GetAnnualTables(UNIT, YEAR),
    'tables as known half-way': () => new GetAnnualTables(UNIT, YEAR, half),
    'tables as on a day': () => new GetAnnualTables(UNIT, YEAR, { on: '2025-06-30' }),
    'explain the largest cell': () => new ExplainCell(UNIT, YEAR, 't3.results_total.total'),
    'explain one case': () => new ExplainCase(UNIT, YEAR, 't3.granted.total', caseId),
    'register as known half-way': () => new SearchCases({ unit: UNIT }, half),
    'register as on a day': () => new SearchCases({ unit: UNIT }, { on: '2025-06-30' }),
    'due list as known half-way': () => new ListDue({ unit: UNIT, on: '2025-06-30' }, half),
    'due list as on a day': () => new ListDue({ unit: UNIT, on: '2025-06-30' }, { on: '2025-06-30' }),
    'one case, its entries': () => new GetCaseTimeline(caseId),
  };
  for (const [what, query] of Object.entries(asked)) tell(what, await middleOf(TIMES, () => ledger.ask(query())));
  let r = 0;
  const replayed = await middleOf(101, async () => {
    const replay = await openCaseReplay(write, caseId);
    replayDocument(replay, { at: `r${r++ % replay.file.history.length}`, working: true });
  });
  tell('one case at one position (replay)', replayed);
  for (const [unit, size] of [
    [UNIT, 'nine tenths'],
    [OTHER, 'one tenth'],
  ] as const) {
    tell(`carry, a bureau with ${size} of the cases`, await seconds(() => ledger.ask(new GetCarryOver(unit, YEAR))));
  }
}

async function middleOf(times: number, action: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < times; i++) took.push(await seconds(action));
  return took.sort((a, b) => a - b)[times >> 1]!;
}

/** Whole commands, each a process of its own whose memory is watched. */
async function runAll({ ledger }: Stand, events: number, tell: Tell): Promise<void> {
  const { dataDir } = ledger.foundation.database;
  const data = ['--data', dataDir!];
  const told = (
    what: string,
    { seconds: took, peakRssMiB, cpuSeconds }: ChildRun,
    more: Record<string, unknown> = {},
  ) =>
    tell(what, took, {
      eventsPerSecond: Math.round(events / took),
      ...(peakRssMiB && { peakRssMiB, cpuSeconds }),
      ...more,
    });
  told('verify the log', await ledgerRun(['verify', ...data]));
  told('audit, every cell counted again', await ledgerRun(['audit', ...data]));
  const bundles = {
    everything: ['--everything'],
    'one unit and year': ['--unit', UNIT, '--year', `${PUBLISHED_YEAR}`],
  };
  for (const [what, order] of Object.entries(bundles)) {
    const file = join(dataDir!, 'audit.bundle');
    const written = await ledgerRun(['bundle', ...order, '--out', file, ...data]);
    told(`bundle of ${what}`, written, { MiB: Math.round((await stat(file)).size / 2 ** 20) });
    told(`verify --bundle, ${what}`, await ledgerRun(['verify', '--bundle', file]));
    told(`verify.py, ${what}`, await pythonRun(file));
    await rm(file);
  }
}
