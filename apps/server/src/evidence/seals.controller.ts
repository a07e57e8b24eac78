import { Body, Controller, Get, HttpStatus, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { exportedSeal } from '@app/evidence';
import { listSeals, SealLog, type SealOfLog, WRITE_SIDE, type WriteSide } from '@app/use-cases';
import { ApiCommandHeaders, commandHeadersOf } from '../http/command-headers';
import { ApiProblems } from '../problems/api-problems';
import { Refusal } from '../problems/problem';

const sealParams = z.strictObject({ number: z.coerce.number().int().min(1).max(1_000_000_000) });
/** A seal is over everything there is; there is nothing to say. */
const nothing = z.strictObject({});

@ApiTags('封签 seals')
@Controller('api/v1/seals')
export class SealsController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(WRITE_SIDE) private readonly write: WriteSide,
  ) {}

  @Get()
  @ApiOperation({
    summary: '日志封签，最早的在前 / the seals of the log, oldest first',
    description: 'D10。`sealedTo` 之后的位置只有散列链 / positions after `sealedTo` are only chained.',
  })
  @ApiProblems(503)
  async list() {
    const [seals, { position }] = [await listSeals(this.write), await this.write.store.head()];
    return { position, sealedTo: seals.at(-1)?.seal.to ?? 0, items: seals.map(viewOf) };
  }

  @Get(':number')
  @ApiOperation({
    summary: '封签文本，可打印或另行留存 / the text of a seal, to be printed or deposited',
    description: '格式见 docs/evidence.md；`ledger verify --deposit FILE` 以此核验 / verified with this file.',
  })
  @ApiProduces('text/plain')
  @ApiOkResponse({ description: '封签文本与签名 / text and signature', schema: { type: 'string' } })
  @ApiProblems(400, 404, 503)
  async one(
    @Param({ schema: sealParams }) { number }: z.output<typeof sealParams>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const seal = (await listSeals(this.write)).find((each) => each.seal.number === number);
    if (!seal) throw new Refusal('E_SEAL_UNKNOWN', { context: { number } });
    response.type('text/plain; charset=utf-8');
    return exportedSeal(seal);
  }

  @Post()
  @ApiOperation({
    operationId: 'SealLog',
    summary: '立即封签 / seal the log now',
    description:
      '没有新事件时不写入，答复最近一次封签 / where nothing came since, nothing is written: the last one is told.',
  })
  @ApiCommandHeaders()
  @ApiCreatedResponse({ description: '已封签 / sealed' })
  @ApiOkResponse({ description: '没有新事件，或重复请求 / nothing came since, or the command came again' })
  @ApiProblems(400, 403, 409, 413, 415, 422, 503)
  async seal(
    @Body({ schema: nothing }) _body: z.output<typeof nothing>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const { commandId, actor } = await commandHeadersOf(request);
    const { seal, sealed, duplicate } = await this.commands.execute(new SealLog({ commandId, actor }));
    response.status(sealed && !duplicate ? HttpStatus.CREATED : HttpStatus.OK);
    response.set({ 'Idempotency-Key': commandId, ...(duplicate && { 'Idempotent-Replay': 'true' }) });
    return { commandId, sealed, duplicate, seal: seal ? viewOf(seal) : null };
  }
}

const viewOf = ({ seal, keyId, publicKey, position, recordedAt, text, signature }: SealOfLog) => ({
  ...seal,
  keyId,
  publicKey,
  position,
  recordedAt,
  exported: exportedSeal({ text, keyId, signature }),
});
