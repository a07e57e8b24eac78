import { createHash } from 'node:crypto';
import type { QueryBus } from '@nestjs/cqrs';
import {
  cellValues,
  check,
  composeReport,
  feesSummed,
  renderJson,
  summed,
  tablesFrom,
  type FeeStatement,
} from '@app/annual-report';
import { reportsUnder } from '@app/disclosure';
import {
  CountAgain,
  GetAnnualTables,
  GetFeeFigures,
  GetPublishedReports,
  GetReportInputs,
  ListUnitPlacements,
  UnitsWithSameText,
  UnknownUnit,
  type PublishedReport,
} from '@app/read-models';
import { PublishReport, Refused, ReviseReport, type PublicationReceipt } from '@app/use-cases';
import { textsOf } from './annual-report-of';
import { sealAfterPublication } from './evidence/seal-after-publication';
import { headCounted, recordedAtOf, secondCount, type Publication, type PublishingParts } from './publish-report';

/**
 * Publishes a government's report: the sum, cell by cell, of what the units below it published last, with its own
 * figures of table 2, since rules come only from the government itself. Children are checked before the sum, which
 * can hide errors that cancel out.
 * @throws Refused E_REPORT_CHILD naming the units whose report is missing, and as for any report
 */
export async function publishConsolidatedReport(
  { commands, queries, write }: PublishingParts,
  { unit, year, commandId, actor, reason }: Publication,
): Promise<PublicationReceipt> {
  const position = await headCounted(queries, write, unit, year);
  const placements = await queries.execute(new ListUnitPlacements());
  const government = placements.find((each) => each.unit === unit);
  if (!government) throw new UnknownUnit(unit);
  const below = placements.filter((each) => each.unit !== unit && reportsUnder(each, unit, year));
  const latest = await Promise.all(
    below.map(async (each) => (await queries.execute(new GetPublishedReports(each.unit, year))).at(-1)),
  );
  const missing = below.filter((_, index) => latest[index] === undefined).map((each) => each.unit);
  if (below.length === 0 || missing.length > 0) {
    throw new Refused({ code: 'E_REPORT_CHILD', field: 'unit', detail: { missing: missing.join(', ') || unit } });
  }
  const children = latest as PublishedReport[];
  const own = await queries.execute(new GetAnnualTables(unit, year, { at: position }));
  const moment = { at: own.position };
  const inputs = await queries.execute(new GetReportInputs(unit, year, moment));
  const before = await queries.execute(new GetReportInputs(unit, year - 1, moment));
  const again = await queries.execute(new CountAgain(unit, year, own.position));
  const tables = summed([own.tables, ...children.map(tablesOf)]);
  const prior = (await queries.execute(new GetPublishedReports(unit, year - 1))).findLast((each) => each.consolidated);
  const report = composeReport({
    unit: { code: unit, name: government.name, canMakeRules: government.canMakeRules },
    year,
    tables,
    prior: prior && tablesOf(prior),
    fee: feesSummed([
      await queries.execute(new GetFeeFigures(unit, year, moment)),
      ...(await Promise.all(children.map((child) => feesStatedIn(queries, child)))),
    ]),
    texts: textsOf(inputs),
    lastTexts: textsOf(before),
    // The report is about the units below as well: only the names of others are left over from another report.
    otherUnits: placements.filter((each) => each !== government && !below.includes(each)).map(({ name }) => name),
    sameProblems: await queries.execute(new UnitsWithSameText(unit, year, 's5', moment)),
    position: own.position,
  });
  const checks = [
    ...children.flatMap((child) => check(tablesOf(child)).map(named(child))),
    ...own.checks.map(named({ unit })),
    ...secondCount(own.tables, again).map(named({ unit })),
    ...report.checks,
  ];
  const computed = {
    unit,
    year,
    position: own.position,
    cutoffRecordedAt: await recordedAtOf(write, own.position),
    cells: cellValues(tables),
    calendarVersion: (await write.calendars()).at(own.position).version,
    unitTree: [
      { unit, name: government.name },
      ...children.map((child, index) => ({
        unit: child.unit,
        name: below[index]!.name,
        parent: unit,
        revision: child.revision,
      })),
    ],
    consolidated: true,
    checks,
    hash: createHash('sha256')
      .update(await renderJson({ ...report, checks }))
      .digest('hex'),
    adjustments: [],
  };
  const receipt = await (reason === undefined
    ? commands.execute(new PublishReport({ commandId, actor, report: computed }))
    : commands.execute(new ReviseReport({ commandId, actor, report: computed, reason })));
  await sealAfterPublication(commands, commandId);
  return receipt;
}

/** The fees a published report stated: those known when it was counted, and of the units it added up. */
async function feesStatedIn(queries: QueryBus, report: PublishedReport): Promise<FeeStatement> {
  const own = await queries.execute(new GetFeeFigures(report.unit, report.year, { at: report.position }));
  if (!report.consolidated) return own;
  const stated: FeeStatement[] = [own];
  for (const { unit, revision } of report.unitTree) {
    if (unit === report.unit) continue;
    const all = await queries.execute(new GetPublishedReports(unit, report.year));
    const child = all.find((each) => each.revision === revision);
    if (child) stated.push(await feesStatedIn(queries, child));
  }
  return feesSummed(stated);
}

const tablesOf = ({ cells }: PublishedReport) => tablesFrom(cells);

const named =
  ({ unit }: { unit: string }) =>
  <C extends { message: string }>(one: C): C => ({ ...one, message: `${unit}：${one.message}` });
