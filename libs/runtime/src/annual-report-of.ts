import type { QueryBus } from '@nestjs/cqrs';
import { composeReport, type AnnualReport } from '@app/annual-report';
import {
  GetAnnualTables,
  GetFeeFigures,
  GetReportInputs,
  ListUnits,
  UnitsWithSameText,
  type ReportInputs,
} from '@app/read-models';

/** The whole report of a unit and year as the log stands now, or stood at a position. @throws UnknownUnit, ProjectionStopped */
export async function annualReportOf(
  queries: QueryBus,
  request: { unit: string; year: number; at?: number },
): Promise<AnnualReport> {
  const units = await queries.execute(new ListUnits({ at: request.at }));
  const counted = await queries.execute(new GetAnnualTables(request.unit, request.year, { at: request.at }));
  const moment = { at: counted.position };
  const inputs = await queries.execute(new GetReportInputs(request.unit, request.year, moment));
  const before = await queries.execute(new GetReportInputs(request.unit, request.year - 1, moment));
  const fee = await queries.execute(new GetFeeFigures(request.unit, request.year, moment));
  return composeReport({
    // As it was called then; before its first registration, as it was called first.
    unit: { code: request.unit, name: inputs.unitName },
    year: request.year,
    tables: counted.tables,
    prior: counted.prior,
    checks: counted.checks,
    position: counted.position,
    fee,
    texts: textsOf(inputs),
    lastTexts: textsOf(before),
    otherUnits: units.filter((one) => one.unit !== request.unit).map(({ name }) => name),
    sameProblems: await queries.execute(new UnitsWithSameText(request.unit, request.year, 's5', moment)),
  });
}

/** The texts as written, by section. */
export const textsOf = ({ texts }: ReportInputs): Record<string, string> =>
  Object.fromEntries(texts.map(({ section, markdown }) => [section, markdown]));
