import { Controller, Get, Inject, Param, Query, Res, StreamableFile, UseGuards } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { REPORT_FORMATS } from '@app/annual-report';
import { annualReportOf } from '@app/runtime';
import { WRITE_SIDE, type WriteSide } from '@app/use-cases';
import { oneOf } from '@app/command-forms';
import { contentDisposition } from '../http/content-disposition';
import { Reading } from '../http/reading';
import { ApiProblems } from '../problems/api-problems';
import { UnitGuard } from '../units/unit.guard';
import { momentOf, momentQuery } from './moment';
import { reportParams } from './report-params';

const params = reportParams.extend({ format: oneOf(REPORT_FORMATS) });
const query = momentQuery({});

@ApiTags('年报 annual report')
@Controller('api/v1/units/:unit/reports/:year')
@UseGuards(UnitGuard)
export class ReportFileController {
  constructor(
    private readonly queries: QueryBus,
    @Inject(WRITE_SIDE) private readonly write: WriteSide,
  ) {}

  @Get('report.:format')
  @Reading()
  @ApiOperation({ summary: '整份年报（草稿）：docx、html、xlsx、json / the whole report as a draft' })
  @ApiOkResponse({ description: '文件 / the file' })
  @ApiProblems(400, 404, 503)
  async report(
    @Param({ schema: params }) { unit, year, format }: z.output<typeof params>,
    @Query({ schema: query }) moment: z.output<typeof query>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { at } = await momentOf(this.write.store, moment);
    const report = await annualReportOf(this.queries, { unit, year, ...(at !== undefined && { at }) });
    const { mediaType, kind, render } = REPORT_FORMATS[format];
    const file = await render(report);
    response.set({
      'Content-Type': mediaType,
      'Content-Disposition': contentDisposition(kind, `${report.title}.${format}`, `report-${unit}-${year}.${format}`),
    });
    return new StreamableFile(typeof file === 'string' ? Buffer.from(file) : file);
  }
}
