import { Body, Controller, Param, Put, Req, Res, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { isT2CellId, requireKnownBindings, TEXTS } from '@app/annual-report';
import { RecordProactiveFigures, WriteReportText, type ReportInputReceipt } from '@app/use-cases';
import { civilDate, long, oneOf, ruled, says, short } from '@app/command-forms';
import { ApiCommandHeaders, commandHeadersOf } from '../http/command-headers';
import { ApiProblems } from '../problems/api-problems';
import { UnitGuard } from '../units/unit.guard';
import { reportParams, type ReportParams } from './report-params';

const t2Cell = ruled(
  z.string().refine(isT2CellId, says('表二没有此单元格', 'table 2 has no such cell')),
  'A-03',
  'E_CELL_UNKNOWN',
);
const figuresBody = z.strictObject({
  figures: z
    .record(t2Cell, ruled(z.int().min(0).max(1_000_000_000_000), 'K-05'))
    .refine((figures) => Object.keys(figures).length > 0, says('至少一项', 'at least one'))
    .describe('t2.… → 件数；收费金额以元为单位的整数 / pieces, the fee amount in whole yuan (A-14)'),
  source: short.describe('数据来源 / where the figures come from (A-10)'),
  countedOn: civilDate.describe('统计日期 / day they were counted'),
});
const textParams = reportParams.extend({ section: oneOf(TEXTS) });
const textBody = z.strictObject({
  markdown: long.describe('Markdown；数字可绑定单元格，如 {t3.new_received.total} / numbers bound to cells'),
});

@ApiTags('年报 annual report')
@Controller('api/v1/units/:unit/reports/:year')
@UseGuards(UnitGuard)
export class ReportInputsController {
  constructor(private readonly commands: CommandBus) {}

  @Put('figures')
  @ApiOperation({ summary: '登记表二数据 / record figures of table 2; the later of two for a cell wins' })
  @ApiCommandHeaders()
  @ApiProblems(400, 404, 413, 415, 422, 503)
  async figures(
    @Param({ schema: reportParams }) { unit, year }: ReportParams,
    @Body({ schema: figuresBody }) body: z.output<typeof figuresBody>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const { commandId, actor } = await commandHeadersOf(request);
    const command = new RecordProactiveFigures({ commandId, actor, unit, year, ...body });
    return answer(response, commandId, await this.commands.execute(command));
  }

  @Put('texts/:section')
  @ApiOperation({ summary: '撰写一节文字 / write the text of a section or topic' })
  @ApiCommandHeaders()
  @ApiProblems(400, 404, 413, 415, 422, 503)
  async text(
    @Param({ schema: textParams }) { unit, year, section }: z.output<typeof textParams>,
    @Body({ schema: textBody }) { markdown }: z.output<typeof textBody>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const { commandId, actor } = await commandHeadersOf(request);
    requireKnownBindings(section, markdown);
    const command = new WriteReportText({ commandId, actor, unit, year, section, markdown });
    return answer(response, commandId, await this.commands.execute(command));
  }
}

function answer(response: Response, commandId: string, receipt: ReportInputReceipt) {
  const { unit, year, duplicate, position } = receipt;
  if (duplicate) response.set('Idempotent-Replay', 'true');
  response.set({ 'Idempotency-Key': commandId, Location: `/api/v1/units/${unit}/reports/${year}/tables` });
  return { commandId, unit, year, position };
}
