import type { Type } from '@nestjs/common';
import type { IQueryHandler } from '@nestjs/cqrs';
import { GetApplicantMonthHandler } from './applicant-months/get-applicant-month';
import { FindCaseHandler } from './case-register/find-case';
import { ListCaseStatesHandler } from './case-register/list-case-states';
import { SearchCasesHandler } from './case-register/search-cases';
import { GetCaseTimelineHandler } from './case-timeline/get-case-timeline';
import { ListDueHandler } from './due-list/list-due';
import { ListMovedDatesHandler } from './due-list/list-moved-dates';
import { GetEntryRadarHandler } from './entry-radar/get-entry-radar';
import { GetReportInputsHandler } from './report-inputs/get-report-inputs';
import { UnitsWithSameTextHandler } from './report-inputs/units-with-same-text';
import { DiffReportHandler } from './report-snapshots/diff-report';
import { ExplainAdjustmentsHandler } from './report-snapshots/explain-adjustments';
import { CountAgainHandler } from './report-snapshots/count-again';
import { GetCarryOverHandler } from './report-snapshots/get-carry-over';
import { RecountFromEventsHandler } from './report-snapshots/recount-from-events';
import { ReportAffectedHandler } from './report-snapshots/report-affected';
import { GetPublishedReportsHandler } from './report-snapshots/get-published-report';
import { SelfAuditHandler } from './self-audit/self-audit';
import { ExplainCaseHandler } from './statistical-facts/explain-case';
import { ExplainCellHandler } from './statistical-facts/explain-cell';
import { GetAnnualTablesHandler } from './statistical-facts/get-annual-tables';
import { GetFeeFiguresHandler } from './statistical-facts/get-fee-figures';
import { ListCasesInCellsHandler } from './statistical-facts/list-cases-in-cells';
import { ListUnitPlacementsHandler, ListUnitsHandler, ListUnitsOnDayHandler } from './units/list-units';

/** One handler per question. */
export const QUERY_HANDLERS: Type<IQueryHandler>[] = [
  FindCaseHandler,
  ListCaseStatesHandler,
  SearchCasesHandler,
  GetCaseTimelineHandler,
  ListDueHandler,
  ListMovedDatesHandler,
  GetEntryRadarHandler,
  GetReportInputsHandler,
  UnitsWithSameTextHandler,
  GetPublishedReportsHandler,
  DiffReportHandler,
  ReportAffectedHandler,
  RecountFromEventsHandler,
  CountAgainHandler,
  GetCarryOverHandler,
  ExplainAdjustmentsHandler,
  ExplainCellHandler,
  ExplainCaseHandler,
  GetAnnualTablesHandler,
  GetFeeFiguresHandler,
  ListCasesInCellsHandler,
  ListUnitsHandler,
  ListUnitPlacementsHandler,
  ListUnitsOnDayHandler,
  GetApplicantMonthHandler,
  SelfAuditHandler,
];
