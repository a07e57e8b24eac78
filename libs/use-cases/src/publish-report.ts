import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  placed,
  superiorOn,
  type LedgerEventData,
  type NewOfficeEvent,
  type OfficeEvent,
  type RejectionCode,
  type ReportedUnit,
  type ReportSnapshotData,
  type UnitPlacement,
} from '@app/disclosure';
import { appendEvents, type Attribution } from './append-events';
import { historyOf } from './case-history';
import { decideAgain } from './decide-again';
import { reportStream, unitStream } from './identity';
import { isFrozen, laterReport } from './later-report';
import { requireRole } from './office-roles';
import { CommandIdReused, Refused } from './refused';
import { requireUnit } from './units';
import { WRITE_SIDE, type WriteSide } from './write-side';

/** A report as it was computed and checked, ready to be frozen. Every number comes with it: nothing is counted here. */
export interface ComputedReport {
  unit: string;
  year: number;
  /** Position of the log the cells were computed at, and when its event was recorded. */
  position: number;
  cutoffRecordedAt: string;
  cells: Record<string, number>;
  calendarVersion: string;
  unitTree: ReportedUnit[];
  consolidated?: boolean;
  checks: readonly { id: string; level: 'E' | 'W'; ok: boolean }[];
  /** SHA-256 of the json rendering. */
  hash: string;
  /** What this report lists as adjusted in earlier ones. */
  adjustments: Pick<LedgerEventData['PriorPeriodAdjusted'], 'reportYear' | 'caseId' | 'cell' | 'delta' | 'reason'>[];
}

export interface PublicationReceipt {
  unit: string;
  year: number;
  revision: number;
  /** Position the cells were computed at. */
  position: number;
  cutoffRecordedAt: string;
  hash: string;
  /** Position of the last event written; what `?after=` waits for. */
  written: number;
  /** True when the command had been stored before. */
  duplicate: boolean;
}

/** Freezes and publishes a report. */
export class PublishReport extends Command<PublicationReceipt> {
  constructor(readonly request: Attribution & { report: ComputedReport }) {
    super();
  }
}

/** Publishes a report again, as the next revision, with a visible reason. */
export class ReviseReport extends Command<PublicationReceipt> {
  constructor(readonly request: Attribution & { report: ComputedReport; reason: string }) {
    super();
  }
}

async function officeHistory(write: WriteSide, stream: string): Promise<OfficeEvent[]> {
  return (await historyOf(write.store, stream)) as OfficeEvent[];
}

const refuse = (code: RejectionCode, detail?: Record<string, string | number>): never => {
  throw new Refused({ code, field: 'year', ...(detail && { detail }) });
};

/** No later report of the unit may rest on the one that changes (K-04). */
async function requireLast(write: WriteSide, unit: string, year: number): Promise<void> {
  const later = await laterReport(write, unit, year);
  if (later !== undefined) refuse('E_REPORT_SUCCEEDED', { published: later });
}

/** Once the consolidated report above holds these figures, they are not touched any more. */
async function requireSuperiorOpen(write: WriteSide, unit: string, year: number): Promise<void> {
  const placement = (await officeHistory(write, unitStream(unit))).reduce<UnitPlacement | undefined>(placed, undefined);
  const superior = placement && superiorOn(placement, `${year}-12-31`);
  if (superior === undefined) return;
  const above = await officeHistory(write, reportStream(superior, year));
  const holdsIt = above.some(
    (event) => isFrozen(event) && event.data.consolidated && event.data.unitTree?.some((each) => each.unit === unit),
  );
  if (holdsIt) refuse('E_REPORT_SUPERIOR', { superior });
}

async function publish(
  write: WriteSide,
  { report, reason, ...attribution }: Attribution & { report: ComputedReport; reason?: string },
): Promise<PublicationReceipt> {
  const { unit, year } = report;
  await requireUnit(write.store, unit);
  const stream = reportStream(unit, year);
  const history = await officeHistory(write, stream);
  const own = history.filter(({ metadata }) => metadata.commandId === attribution.commandId);
  if (own.length > 0) return earlierReceipt(own, attribution.commandId, report, reason);

  if (write.today() <= `${year}-12-31`) refuse('E_REPORT_PERIOD');
  const last = history.findLast(isFrozen);
  if (reason === undefined && last) refuse('E_REPORT_FROZEN', { revision: last.data.revision });
  if (reason !== undefined && !last) refuse('E_REPORT_NOT_FROZEN');
  if (reason?.trim() === '') throw new Refused({ code: 'E_MISSING', field: 'reason' });
  await requireLast(write, unit, year);
  if (last) await requireSuperiorOpen(write, unit, year);
  const failing = report.checks.filter(({ ok, level }) => !ok && level === 'E').map(({ id }) => id);
  if (failing.length > 0) refuse('E_REPORT_CHECKS', { checks: [...new Set(failing)].join(', ') });

  const revision = (last?.data.revision ?? 0) + 1;
  const events = eventsOf(report, revision, write.today(), reason);
  const { position, duplicate } = await appendEvents(write, {
    ...attribution,
    stream,
    unit,
    expectedRevision: history.at(-1)?.revision ?? 'no_stream',
    events,
  });
  const { cutoffRecordedAt, hash } = report;
  return { unit, year, revision, position: report.position, cutoffRecordedAt, hash, written: position, duplicate };
}

function eventsOf(report: ComputedReport, revision: number, today: string, reason?: string): NewOfficeEvent[] {
  const { unit, year, position, cutoffRecordedAt, cells, calendarVersion, unitTree, checks, hash } = report;
  const failed = new Set(checks.filter(({ ok }) => !ok).map(({ id }) => id));
  const data: ReportSnapshotData = {
    reportYear: year,
    unitId: unit,
    revision,
    cutoffRecordedAt,
    cells,
    publishedOn: today,
    ...(reason !== undefined && { reason }),
    position,
    calendarVersion,
    unitTree,
    checksPassed: [...new Set(checks.map(({ id }) => id))].filter((id) => !failed.has(id)),
    hash,
    ...(report.consolidated && { consolidated: true }),
  };
  const adjustments = report.adjustments.map((adjustment): NewOfficeEvent => ({
    type: 'PriorPeriodAdjusted',
    effectiveOn: today,
    data: { ...adjustment, unitId: unit, bookedIn: year },
  }));
  if (reason !== undefined) return [{ type: 'ReportRevised', effectiveOn: today, data }, ...adjustments];
  return [
    { type: 'ReportFrozen', effectiveOn: today, data },
    {
      type: 'ReportPublished',
      effectiveOn: today,
      data: { reportYear: year, unitId: unit, revision, publishedOn: today },
    },
    ...adjustments,
  ];
}

/** A retry computes the report again, from a longer log: what was published then is the answer. */
function earlierReceipt(
  own: OfficeEvent[],
  commandId: string,
  { unit, year }: ComputedReport,
  reason: string | undefined,
): PublicationReceipt {
  const frozen = own.find(isFrozen);
  if (!frozen || frozen.data.reason !== reason) throw new CommandIdReused(commandId);
  const { revision, cutoffRecordedAt, position = frozen.position, hash = '' } = frozen.data;
  return { unit, year, revision, position, cutoffRecordedAt, hash, written: own.at(-1)!.position, duplicate: true };
}

/** Two publications at once: the loser finds the report published when it looks again. */
const settled = (
  write: WriteSide,
  request: Attribution & { report: ComputedReport; reason?: string },
): Promise<PublicationReceipt> => decideAgain({ commandId: request.commandId }, () => publish(write, request));

@CommandHandler(PublishReport)
export class PublishReportHandler implements ICommandHandler<PublishReport> {
  constructor(@Inject(WRITE_SIDE) private readonly write: WriteSide) {}

  /** @throws Refused (E_ROLE, E_REPORT_CHECKS, E_REPORT_PERIOD, E_REPORT_FROZEN, E_REPORT_SUCCEEDED), UnknownUnit, CommandIdReused */
  async execute({ request }: PublishReport): Promise<PublicationReceipt> {
    requireRole('PublishReport', request.actor);
    return settled(this.write, request);
  }
}

@CommandHandler(ReviseReport)
export class ReviseReportHandler implements ICommandHandler<ReviseReport> {
  constructor(@Inject(WRITE_SIDE) private readonly write: WriteSide) {}

  /** @throws Refused (as for the first publication, E_REPORT_NOT_FROZEN, E_REPORT_SUPERIOR), UnknownUnit, CommandIdReused */
  async execute({ request }: ReviseReport): Promise<PublicationReceipt> {
    requireRole('ReviseReport', request.actor);
    return settled(this.write, request);
  }
}
