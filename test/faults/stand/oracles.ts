import type { EventAsFound } from '@app/event-store';
import { GetAnnualTables, GetCarryOver, ListUnitPlacements } from '@app/read-models';
import { openLedger, verifyLedger, type Ledger } from '@app/runtime';
import { checksums, diverging } from '../ground/tables';
import { SecondVerifier } from '../tampering/both-verifiers';
import { wholeLog, type WholeLog } from '../tampering/log-in-hand';
import type { HistoryLine, Intent } from './history';
import { illegality } from './legal';

export interface Checked {
  events: number;
  /** Acts whose acknowledgement somebody got. */
  acknowledged: number;
  /** Acts that nobody was told the outcome of, and how many of them are stored; both are in order (O2). */
  unknown: number;
  unknownStored: number;
  /** Acts acknowledged whose events are not there as they were told (O1). */
  lost: number;
  /** Acts stored more than once, under whatever ids (O2). */
  doubled: number;
  /** Refused, and stored all the same (O2). */
  contradicted: number;
  /** Ids of commands of which the api says something else than the log (O2). */
  disagreeing: string[];
  /** Sentences: holes and disorder (O3), illegal histories (O4), faults of both verifiers (O6), broken relations (O7). */
  gaps: string[];
  illegal: string[];
  unverified: string[];
  unsound: string[];
  /** Names of tables that a fresh replay makes otherwise (O5). */
  diverging: string[];
}

/** Everything in order: what a run without damage answers beside its counts. */
export const UNHARMED = {
  ...{ lost: 0, doubled: 0, contradicted: 0 },
  ...{ disagreeing: [], gaps: [], illegal: [], unverified: [], unsound: [], diverging: [] },
};

export interface OracleQuestion {
  connectionString: string;
  masterKey: string;
  history: readonly HistoryLine[];
  /** What `GET /api/v1/commands/{id}` said at the end; `undefined` = not stored. */
  outcomes?: ReadonlyMap<string, Outcome | undefined>;
}

export interface Outcome {
  revision: number;
  position: number;
}

/**
 * The one checker: O1 to O7 over a database and what its clients were told. Nobody else may project meanwhile: it catches
 * up and replays by itself.
 */
export async function checkOracles(question: OracleQuestion): Promise<Checked> {
  const { connectionString, masterKey, history, outcomes = new Map<string, undefined>() } = question;
  const log = await wholeLog(connectionString);
  const report = await verifyLedger({ connectionString });
  const ledger = await openLedger({
    database: { databaseUrl: connectionString },
    unsafeForTests: true,
    env: { DISCLOSURE_MASTER_KEY: masterKey },
  });
  try {
    await ledger.projector.catchUp();
    return {
      ...againstAnswers(log.events, history),
      disagreeing: disagreeingWith(log.events, outcomes),
      gaps: gapsIn(log.events),
      illegal: illegalIn(log.events, history),
      unverified: [...report.faults.slice(0, 5).map((fault) => JSON.stringify(fault)), ...(await faultsOffline(log))],
      // As it is served, before anything is replayed.
      unsound: await unsoundReports(ledger),
      diverging: await apartFromReplay(ledger, connectionString),
    };
  } finally {
    await ledger.close();
  }
}

/** The program that shares no line with the product, docs/verify.py, on the log as it was found. */
async function faultsOffline(log: WholeLog): Promise<string[]> {
  const offline = await SecondVerifier.start();
  if (!offline) process.stderr.write('NOT ASKED: docs/verify.py, there is no python3\n');
  try {
    const verdict = await (await offline?.written(log))?.({});
    return (verdict?.faults ?? []).slice(0, 5).map((fault) => `offline ${JSON.stringify(fault)}`);
  } finally {
    await offline?.stop();
  }
}

function disagreeingWith(found: readonly EventAsFound[], outcomes: ReadonlyMap<string, Outcome | undefined>): string[] {
  const last = new Map(found.map(({ commandId, revision, position }) => [commandId, `${revision} ${position}`]));
  const told = [...outcomes].map(
    ([id, outcome]) => [id, outcome && `${outcome.revision} ${outcome.position}`] as const,
  );
  return told.flatMap(([id, place]) => (last.get(id) === place ? [] : [id]));
}

function againstAnswers(found: readonly EventAsFound[], history: readonly HistoryLine[]) {
  const byCommand = groupedBy(found, ({ commandId }) => commandId);
  const acts = groupedBy(history, ({ act }) => act);
  const figures = {
    ...{ events: found.length, acknowledged: 0, unknown: 0, unknownStored: 0 },
    ...{ lost: 0, doubled: 0, contradicted: 0 },
  };
  for (const lines of acts.values()) {
    const stored = [...new Set(lines.map(({ commandId }) => commandId))].filter((id) => byCommand.has(id));
    const ack = lines.find((line) => line.at === 'ack');
    const refused = lines.some(({ at }) => at === 'refused');
    if (stored.length > 1) figures.doubled++;
    if (refused && !ack && stored.length > 0) figures.contradicted++;
    if (ack) {
      figures.acknowledged++;
      const events = byCommand.get(ack.commandId) ?? [];
      const told = ack.ids.map((id, index) => `${id} ${ack.revision - ack.ids.length + 1 + index}`).join();
      if (events.map(({ id, revision }) => `${id} ${revision}`).join() !== told) figures.lost++;
    } else if (!refused) {
      figures.unknown++;
      figures.unknownStored += stored.length;
    }
  }
  return figures;
}

function groupedBy<K, T>(all: readonly T[], key: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const group = groups.get(key(one));
    if (group) group.push(one);
    else groups.set(key(one), [one]);
  }
  return groups;
}

/** Positions 1…N, revisions 0…n in each stream, ids once each (O3, O2). */
export function gapsIn(found: readonly Pick<EventAsFound, 'position' | 'stream' | 'revision' | 'id'>[]): string[] {
  const gaps: string[] = [];
  const next = new Map<string, number>();
  found.forEach(({ position, stream, revision }, index) => {
    if (position !== index + 1) gaps.push(`position ${position} stands at ${index + 1}`);
    if (revision !== (next.get(stream) ?? 0)) gaps.push(`revision ${revision} of a stream at position ${position}`);
    next.set(stream, revision + 1);
  });
  if (new Set(found.map(({ id }) => id)).size !== found.length) gaps.push('an event id stands twice');
  return gaps;
}

function illegalIn(found: readonly EventAsFound[], history: readonly HistoryLine[]): string[] {
  const intents = new Map<string, Intent>();
  for (const line of history) if (line.at === 'intent') intents.set(line.commandId, line);
  const ofCases = found.filter(({ stream }) => stream.startsWith('case-'));
  const cases = groupedBy(ofCases, ({ stream }) => stream);
  return [...cases.values()].flatMap((events) => illegality(events, intents) ?? []);
}

async function apartFromReplay(ledger: Ledger, connectionString: string): Promise<string[]> {
  const live = await checksums(connectionString);
  await ledger.projector.rebuild();
  return diverging(live, await checksums(connectionString));
}

/** Every check of every report that must hold, and the sets carried over (K-04). */
async function unsoundReports(ledger: Ledger): Promise<string[]> {
  const unsound: string[] = [];
  for (const { unit } of await ledger.ask(new ListUnitPlacements())) {
    for (const year of [2025, 2026]) {
      const { checks } = await ledger.ask(new GetAnnualTables(unit, year));
      for (const { id, level, ok } of checks) if (level === 'E' && !ok) unsound.push(`${year} ${id}`);
      const { holds } = await ledger.ask(new GetCarryOver(unit, year));
      if (!holds) unsound.push(`${year} carry-over`);
    }
  }
  return unsound;
}
