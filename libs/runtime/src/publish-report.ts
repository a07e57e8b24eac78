import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { CommandBus, QueryBus } from '@nestjs/cqrs';
import { cellValues, check, renderJson, type AnnualReport, type AnnualTables, type Check } from '@app/annual-report';
import type { Actor } from '@app/disclosure';
import { CountAgain, GetAnnualTables, ReadModelBehind, ReportAffected, type CountedAgain } from '@app/read-models';
import { PublishReport, ReviseReport, type PublicationReceipt, type WriteSide } from '@app/use-cases';
import { annualReportOf } from './annual-report-of';
import { sealAfterPublication } from './evidence/seal-after-publication';

export interface Publication {
  unit: string;
  year: number;
  commandId: string;
  actor: Actor;
  /** Publishes the next revision, for this reason; absent: the first publication. */
  reason?: string;
}

export interface PublishingParts {
  commands: CommandBus;
  queries: QueryBus;
  write: WriteSide;
}

/**
 * Computes a report, counts it a second time from the log (K-07), and publishes it as it was computed.
 * @throws Refused, UnknownUnit, ProjectionStopped, UnknownBinding
 */
export async function publishReport(
  { commands, queries, write }: PublishingParts,
  { unit, year, commandId, actor, reason }: Publication,
): Promise<PublicationReceipt> {
  const position = await headCounted(queries, write, unit, year);
  const drafted = await annualReportOf(queries, { unit, year, at: position });
  const again = await queries.execute(new CountAgain(unit, year, position));
  const report: AnnualReport = {
    ...drafted,
    checks: [...drafted.checks, ...secondCount(drafted.tables, again)],
  };
  const { toList } = await queries.execute(new ReportAffected(unit, year, { at: position }));
  const computed = {
    unit,
    year,
    position,
    cutoffRecordedAt: await recordedAtOf(write, position),
    cells: cellValues(report.tables),
    calendarVersion: (await write.calendars()).at(position).version,
    unitTree: [{ unit, name: report.unit.name }],
    checks: report.checks,
    hash: createHash('sha256')
      .update(await renderJson(report))
      .digest('hex'),
    adjustments: toList,
  };
  const receipt = await (reason === undefined
    ? commands.execute(new PublishReport({ commandId, actor, report: computed }))
    : commands.execute(new ReviseReport({ commandId, actor, report: computed, reason })));
  await sealAfterPublication(commands, commandId);
  return receipt;
}

/** What only a count from the log can say: every cell again (K-07), and which cases were carried over (K-04). */
export function secondCount(tables: AnnualTables, { recount, carried }: CountedAgain): Check[] {
  const found = check(tables, { recount, carried: carried.broken });
  return found.filter(({ id, ok }) => id === 'K-07' || (id === 'K-04' && !ok));
}

const PATIENCE_MS = 5000;
const PAUSE_MS = 20;

/**
 * The head of the log, once the views have it: a report is published with everything that was recorded before it was
 * asked for. @throws ReadModelBehind when they stay behind for five seconds
 */
export async function headCounted(queries: QueryBus, write: WriteSide, unit: string, year: number): Promise<number> {
  const { position } = await write.store.head();
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      await queries.execute(new GetAnnualTables(unit, year, { at: position }));
      return position;
    } catch (error) {
      if (!(error instanceof ReadModelBehind) || performance.now() >= end) throw error;
      await setTimeout(PAUSE_MS);
    }
  }
}

/** When the event at a position was recorded. */
export async function recordedAtOf({ store }: WriteSide, position: number): Promise<string> {
  for await (const { recordedAt } of store.readAll({ after: position - 1, to: position })) return recordedAt;
  throw new RangeError(`nothing was recorded at position ${position}`);
}
