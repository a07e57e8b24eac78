import {
  Body,
  Controller,
  Get,
  HttpCode,
  HttpStatus,
  Inject,
  Param,
  Post,
  Query,
  Req,
  Res,
  StreamableFile,
  UseGuards,
} from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { exportLedgerFile, importLedgerFile, reverseLedgerImport, type LedgerFormat } from '@app/runtime';
import { WRITE_SIDE, type WriteSide } from '@app/use-cases';
import { flag, oneOf, reportYear, ruled, short, unitCode } from '@app/command-forms';
import { ApiActorHeaders, commandHeadersOf } from '../http/command-headers';
import { contentDisposition } from '../http/content-disposition';
import { Reading, readQuery } from '../http/reading';
import { viewingOf, viewingParams } from '../http/viewing';
import { ApiProblems } from '../problems/api-problems';
import { UnitGuard } from '../units/unit.guard';
import { uploadedFile } from './uploaded-file';

const LEDGER_FORMATS: Record<LedgerFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};
const importParams = z.strictObject({ unit: unitCode });
const importQuery = z.strictObject({
  dryRun: flag.optional().describe('1：只检查不写入 / check only, write nothing'),
  year: reportYear.optional().describe('无年份日期所属年份 / year of dates that tell none (L-12)'),
  name: short.optional().describe('文件名 / name of the file'),
});
const reversalBody = z.strictObject({
  fileSha256: ruled(z.string().regex(/^[0-9a-f]{64}$/), 'L-20').describe('台账文件的 SHA-256 / of the imported file'),
  reason: short.describe('撤销原因 / why'),
  approvedBy: short.describe('批准人，不得为操作人 / a second person (R-110)'),
});
const exportParams = z.strictObject({ unit: unitCode, format: oneOf(LEDGER_FORMATS) });
const exportQuery = readQuery({ ...viewingParams, year: reportYear.optional() });

@ApiTags('台账 ledger file')
@Controller('api/v1/units/:unit')
@UseGuards(UnitGuard)
export class LedgerController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    @Inject(WRITE_SIDE) private readonly write: WriteSide,
  ) {}

  @Post('ledger')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: '导入台账（xlsx、csv），逐行给出结果 / import a ledger file, with a result per row',
    description: 'L-10..L-22；重复导入不变 / importing again changes nothing',
  })
  @ApiConsumes('multipart/form-data', 'application/octet-stream', 'text/csv')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiActorHeaders()
  @ApiProblems(400, 404, 413, 422, 503)
  async import(
    @Param({ schema: importParams }) { unit }: z.output<typeof importParams>,
    @Query({ schema: importQuery }) { dryRun, year, name }: z.output<typeof importQuery>,
    @Req() request: Request,
  ) {
    const { actor } = await commandHeadersOf(request);
    const file = uploadedFile(request, name);
    const buses = { commands: this.commands, queries: this.queries };
    return importLedgerFile(buses, { file, unit, actor, ...(year && { year }), ...(dryRun && { dryRun }) });
  }

  @Post('ledger-reversals')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: '撤销一次导入，历史保留 / take an import back by compensating events; its history stays',
    description: 'L-23；可重复执行 / running it again goes on where it stopped',
  })
  @ApiActorHeaders()
  @ApiProblems(400, 403, 404, 413, 415, 422, 503)
  async reverse(
    @Param({ schema: importParams }) { unit }: z.output<typeof importParams>,
    @Body({ schema: reversalBody }) body: z.output<typeof reversalBody>,
    @Req() request: Request,
  ) {
    const { actor } = await commandHeadersOf(request);
    return reverseLedgerImport({ commands: this.commands, store: this.write.store }, { ...body, unit, actor });
  }

  @Get('ledger.:format')
  @Reading()
  @ApiOperation({
    summary: '导出台账，可再导入 / the ledger file again',
    description:
      'L-24, L-25；个人信息默认隐去，再导入时隐去的单元格不作数；unmask=1 并注明用途则显示并先记入查阅登记。' +
      ' Masked unless asked for with a purpose; a masked cell tells nothing when it is imported again.',
  })
  @ApiActorHeaders()
  @ApiOkResponse({ description: '文件 / the file' })
  @ApiProblems(400, 404, 422, 503)
  async export(
    @Param({ schema: exportParams }) { unit, format }: z.output<typeof exportParams>,
    @Query({ schema: exportQuery }) { year, unmask, purpose }: z.output<typeof exportQuery>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const viewing = await viewingOf(request, `GET /units/{unit}/ledger.${format}`, { unmask, purpose });
    const source = { queries: this.queries, write: this.write };
    const { bytes } = await exportLedgerFile(source, { unit, format, viewing, ...(year && { year }) });
    const span = year === undefined ? '' : `${year}`;
    response.set({
      'Content-Type': LEDGER_FORMATS[format],
      'Content-Disposition': contentDisposition(
        'attachment',
        `${unit}台账${span}.${format}`,
        `ledger-${unit}.${format}`,
      ),
    });
    return new StreamableFile(bytes);
  }
}
