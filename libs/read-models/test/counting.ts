import type { DataSource } from 'typeorm';
import { ignoreCaseEvents, onEveryCaseEvent } from '../src/framework/case-events';
import { ignore, type Projection } from '../src/framework/projection';

export const OFFICE_IGNORED = {
  UnitRegistered: ignore,
  UnitMoved: ignore,
  UnitAbolished: ignore,
  ProactiveFigureRecorded: ignore,
  ReportTextWritten: ignore,
  WorkCalendarUpdated: ignore,
  ReportFrozen: ignore,
  ReportPublished: ignore,
  ReportRevised: ignore,
  PriorPeriodAdjusted: ignore,
  ReadRecorded: ignore,
  SelfAuditRecorded: ignore,
  LogSealed: ignore,
} as const;

/**
 * A projection that does not forgive: n = n + 1 for every case event, so that applying an event twice or never shows.
 * `at` may throw for an event, or wait.
 */
export function counting(options: { statutory?: boolean; at?: (position: number) => void } = {}): Projection<string> {
  return {
    name: 'counting',
    version: 1,
    statutory: options.statutory ?? false,
    tables: ['counting'],
    on: {
      ...ignoreCaseEvents,
      ...onEveryCaseEvent(({ event, stream }) => {
        options.at?.(event.position);
        return stream;
      }),
      ...OFFICE_IGNORED,
    },
    async write(tx, streams) {
      for (const stream of streams) {
        await tx.execute(
          'insert into counting (stream, n) values ($1, 1) on conflict (stream) do update set n = counting.n + 1',
          [stream],
        );
      }
    },
  };
}

export const makeCountingTable = (dataSource: DataSource) =>
  dataSource.query('create table read_models.counting (stream text primary key, n integer not null)');

export async function countedBy(dataSource: DataSource): Promise<Record<string, number>> {
  const rows = await dataSource.query<{ stream: string; n: number }[]>('select stream, n from read_models.counting');
  return Object.fromEntries(rows.map(({ stream, n }) => [stream, n]));
}

/** What a count must be: how many case events each stream has in the log, `streams` only where some are left out. */
export function countsIn(log: readonly [string, unknown][], upTo = log.length): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [stream] of log.slice(0, upTo)) {
    if (stream.startsWith('case-')) counts[stream] = (counts[stream] ?? 0) + 1;
  }
  return counts;
}
