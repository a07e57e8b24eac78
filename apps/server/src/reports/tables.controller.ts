import { Controller, Get, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { isCellId } from '@app/annual-report';
import { ExplainAdjustments, ExplainCase, ExplainCell, GetAnnualTables, GetCarryOver } from '@app/read-models';
import { withCases } from '@app/runtime';
import { Refused, WRITE_SIDE, type WriteSide } from '@app/use-cases';
import { Reading, readQuery } from '../http/reading';
import { ApiProblems } from '../problems/api-problems';
import { UnitGuard } from '../units/unit.guard';
import { ruled, says } from '@app/command-forms';
import { momentOf, momentQuery, recordedParams } from './moment';
import { reportParams, type ReportParams } from './report-params';

const cell = ruled(
  z
    .string()
    .refine(isCellId, says('年报没有此单元格', 'the report has no such cell'))
    .describe('单元格，如 t3.granted.natural_person / a cell of the report'),
  'A-03',
  'E_CELL_UNKNOWN',
);
const tablesQuery = momentQuery({});
const explainQuery = momentQuery({
  cell,
  case: z.uuid().optional().describe('只问这一件：为何计入或未计入 / only this case: why it is or is not counted'),
});
const carryQuery = readQuery(recordedParams);

@ApiTags('年报 annual report')
@Controller('api/v1/units/:unit/reports/:year')
@UseGuards(UnitGuard)
export class TablesController {
  constructor(
    private readonly queries: QueryBus,
    @Inject(WRITE_SIDE) private readonly write: WriteSide,
  ) {}

  @Get('tables')
  @Reading()
  @ApiOperation({
    summary: '年报三张表与勾稽校验 / tables 2 to 4 with their checks, now, as known then, or as it was on a day',
  })
  @ApiProblems(400, 404, 503)
  async tables(
    @Param({ schema: reportParams }) { unit, year }: ReportParams,
    @Query({ schema: tablesQuery }) query: z.output<typeof tablesQuery>,
  ) {
    const moment = await momentOf(this.write.store, query);
    const { position, tables, checks, on } = await this.queries.execute(new GetAnnualTables(unit, year, moment));
    const named = await withCases(this.queries, { unit, year, at: position }, checks);
    return { unit, year, position, ...(on !== undefined && { on }), ...tables, checks: named };
  }

  @Get('explain')
  @Reading()
  @ApiOperation({
    summary: '单元格由哪些案件、哪个事件构成 / the cases of a cell, each with the event that put it there',
  })
  @ApiProblems(400, 404, 503)
  async explain(
    @Param({ schema: reportParams }) { unit, year }: ReportParams,
    @Query({ schema: explainQuery }) query: z.output<typeof explainQuery>,
  ) {
    const moment = await momentOf(this.write.store, query);
    if (query.case === undefined) return this.queries.execute(new ExplainCell(unit, year, query.cell, moment));
    const found = await this.queries.execute(new ExplainCase(unit, year, query.cell, query.case, moment));
    if (!found) throw new Refused({ code: 'E_CASE_UNKNOWN', field: 'case' });
    return found;
  }

  @Get('carry')
  @Reading()
  @ApiOperation({
    summary:
      '上年结转逐件核对 / what the year before carried out against what this year carries in, case by case (K-04)',
  })
  @ApiProblems(400, 404, 503)
  async carry(
    @Param({ schema: reportParams }) { unit, year }: ReportParams,
    @Query({ schema: carryQuery }) query: z.output<typeof carryQuery>,
  ) {
    const { at } = await momentOf(this.write.store, query);
    const { broken: _broken, ...answer } = await this.queries.execute(new GetCarryOver(unit, year, { at }));
    return answer;
  }

  @Get('adjustments')
  @Reading()
  @ApiOperation({
    summary: '以前年度调整及其事件 / the adjustments a report lists, with the events behind each (A-42)',
  })
  @ApiProblems(400, 404, 503)
  async adjustments(
    @Param({ schema: reportParams }) { unit, year }: ReportParams,
    @Query({ schema: carryQuery }) query: z.output<typeof carryQuery>,
  ) {
    const { at } = await momentOf(this.write.store, query);
    return this.queries.execute(new ExplainAdjustments(unit, year, { at }));
  }
}
