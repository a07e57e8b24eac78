import { createHash } from 'node:crypto';
import type { CommandBus, QueryBus } from '@nestjs/cqrs';
import { cellValues, check, renderJson, type AnnualReport } from '@app/annual-report';
import type { Actor } from '@app/disclosure';
import { RecountFromEvents, ReportAffected } from '@app/read-models';
import { PublishReport, ReviseReport, type PublicationReceipt, type WriteSide } from '@app/use-cases';
import { annualReportOf } from './annual-report-of';

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
  const drafted = await annualReportOf(queries, { unit, year });
  const position = drafted.position ?? 0;
  const recount = await queries.execute(new RecountFromEvents(unit, year, position));
  const report: AnnualReport = {
    ...drafted,
    checks: [...drafted.checks, ...check(drafted.tables, { recount }).filter(({ id }) => id === 'K-07')],
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
  return reason === undefined
    ? commands.execute(new PublishReport({ commandId, actor, report: computed }))
    : commands.execute(new ReviseReport({ commandId, actor, report: computed, reason }));
}

/** When the event at a position was recorded. */
export async function recordedAtOf({ store }: WriteSide, position: number): Promise<string> {
  for await (const { recordedAt } of store.readAll({ after: position - 1, to: position })) return recordedAt;
  throw new RangeError(`nothing was recorded at position ${position}`);
}
