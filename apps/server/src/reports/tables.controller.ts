import { Controller, Get, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { isCellId } from '@app/annual-report';
import { ExplainCell, GetAnnualTables } from '@app/read-models';
import { withCases } from '@app/runtime';
import { WRITE_SIDE, type WriteSide } from '@app/use-cases';
import { Reading } from '../http/reading';
import { ApiProblems } from '../problems/api-problems';
import { UnitGuard } from '../units/unit.guard';
import { ruled, says } from '@app/command-forms';
import { momentOf, momentQuery } from './moment';
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
const explainQuery = momentQuery({ cell });

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
  @ApiOperation({ summary: '年报三张表与勾稽校验 / tables 2 to 4 with their checks, now or as known then' })
  @ApiProblems(400, 404, 503)
  async tables(
    @Param({ schema: reportParams }) { unit, year }: ReportParams,
    @Query({ schema: tablesQuery }) query: z.output<typeof tablesQuery>,
  ) {
    const moment = await momentOf(this.write.store, query);
    const { position, tables, checks } = await this.queries.execute(new GetAnnualTables(unit, year, moment));
    const at = position;
    return { unit, year, position, ...tables, checks: await withCases(this.queries, { unit, year, at }, checks) };
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
    return this.queries.execute(new ExplainCell(unit, year, query.cell, moment));
  }
}
