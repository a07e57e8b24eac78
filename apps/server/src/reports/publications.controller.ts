import { Body, Controller, Get, HttpStatus, Inject, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { DiffReport, GetPublishedReports, ReportAffected } from '@app/read-models';
import { publishConsolidatedReport, publishReport } from '@app/runtime';
import { Refused, WRITE_SIDE, type WriteSide } from '@app/use-cases';
import { ApiCommandHeaders, commandHeadersOf } from '../http/command-headers';
import { Reading } from '../http/reading';
import { ApiProblems } from '../problems/api-problems';
import { UnitGuard } from '../units/unit.guard';
import { short } from '@app/command-forms';
import { reportParams, type ReportParams } from './report-params';

const publication = z.strictObject({
  reason: short.optional().describe('更正重发的原因；首次发布不填 / why a published report is revised (A-42)'),
  consolidated: z.boolean().optional().describe('由下级年报汇总 / summed from the units below (A-70)'),
});

@ApiTags('年报 annual report')
@Controller('api/v1/units/:unit/reports/:year')
@UseGuards(UnitGuard)
export class PublicationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    @Inject(WRITE_SIDE) private readonly write: WriteSide,
  ) {}

  @Post('publications')
  @ApiOperation({ summary: '发布年报或更正重发；有阻断性校验未通过时拒绝 / freeze and publish, or revise' })
  @ApiCommandHeaders()
  @ApiProblems(400, 403, 404, 409, 413, 415, 422, 503)
  async publish(
    @Param({ schema: reportParams }) { unit, year }: ReportParams,
    @Body({ schema: publication }) { reason, consolidated }: z.output<typeof publication>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const { commandId, actor } = await commandHeadersOf(request);
    const publish = consolidated ? publishConsolidatedReport : publishReport;
    const { written, duplicate, ...receipt } = await publish(
      { commands: this.commands, queries: this.queries, write: this.write },
      { unit, year, commandId, actor, ...(reason !== undefined && { reason }) },
    );
    if (duplicate) response.set('Idempotent-Replay', 'true');
    response.status(duplicate ? HttpStatus.OK : HttpStatus.CREATED);
    response.set({ 'Idempotency-Key': commandId, Location: `/api/v1/units/${unit}/reports/${year}/publications` });
    return { commandId, ...receipt, written };
  }

  @Get('publications')
  @Reading()
  @ApiOperation({ summary: '已发布的各版年报，单元格已固定 / every published revision, its cells frozen' })
  @ApiProblems(400, 404, 503)
  async publications(@Param({ schema: reportParams }) { unit, year }: ReportParams) {
    return { items: await this.queries.execute(new GetPublishedReports(unit, year)) };
  }

  @Get('diff')
  @Reading()
  @ApiOperation({ summary: '现在与已发布年报的差异及原因 / every cell that differs now, with cases and events' })
  @ApiProblems(400, 404, 409, 503)
  async diff(@Param({ schema: reportParams }) { unit, year }: ReportParams) {
    const difference = await this.queries.execute(new DiffReport(unit, year));
    if (!difference) throw new Refused({ code: 'E_REPORT_NOT_FROZEN', field: 'year' });
    return difference;
  }

  @Get('affected')
  @Reading()
  @ApiOperation({ summary: '影响已发布年报的登记 / entries that touch a published report (A-41)' })
  @ApiProblems(400, 404, 503)
  affected(@Param({ schema: reportParams }) { unit, year }: ReportParams) {
    return this.queries.execute(new ReportAffected(unit, year));
  }
}
