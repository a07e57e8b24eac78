import { Body, Controller, HttpStatus, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus, type ICommand } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { ERASURE_REQUESTERS, ERASURE_SUBJECTS } from '@app/disclosure';
import { ApproveErasure, OrderErasure, type Attribution, type Receipt } from '@app/use-cases';
import { oneOf, text } from '@app/command-forms';
import { receiptView } from '../case-work/receipt-view';
import { ApiCommandHeaders, commandHeadersOf } from '../http/command-headers';
import { ApiProblems } from '../problems/api-problems';

const params = z.strictObject({ caseId: z.uuid() });
const subject = oneOf(ERASURE_SUBJECTS).describe('applicant 申请人，third_party 第三方');
const order = z.strictObject({
  subject,
  requestedBy: oneOf(ERASURE_REQUESTERS).describe('提出人 / who asked for it'),
  legalBasis: text(500).describe('法律依据，如个人信息保护法第47条 / why the law allows or asks for it'),
  reason: text(2000).describe(
    '理由；不得写入姓名、证件、联系方式 / never names the person: the order outlives the erasure',
  ),
});
const approval = z.strictObject({ subject });

@ApiTags('个人信息 personal data')
@Controller('api/v1/cases/:caseId')
export class ErasuresController {
  constructor(private readonly commands: CommandBus) {}

  @Post('erasure-orders')
  @ApiOperation({
    operationId: 'OrderErasure',
    summary: '申请删除个人信息；尚不删除 / order an erasure; nothing is destroyed yet',
    description: 'PIPL 47；案件须已了结 / only of a case that is over',
  })
  @ApiCommandHeaders()
  @ApiCreatedResponse({ description: '已登记 / recorded' })
  @ApiOkResponse({ description: '重复的请求 / the same command again' })
  @ApiProblems(400, 403, 404, 409, 413, 415, 422, 503)
  order(
    @Param({ schema: params }) { caseId }: z.output<typeof params>,
    @Body({ schema: order }) body: z.output<typeof order>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.answer(request, response, (by) => new OrderErasure({ ...by, caseId, order: body }));
  }

  @Post('erasures')
  @ApiOperation({
    operationId: 'ApproveErasure',
    summary: '批准删除：销毁数据密钥，不可恢复 / approve an erasure: the data key is destroyed, for good',
    description: 'PIPL 47；批准人不得为申请人 / never by who ordered it',
  })
  @ApiCommandHeaders()
  @ApiCreatedResponse({ description: '已删除 / erased' })
  @ApiOkResponse({ description: '重复的请求 / the same command again' })
  @ApiProblems(400, 403, 404, 409, 413, 415, 422, 503)
  approve(
    @Param({ schema: params }) { caseId }: z.output<typeof params>,
    @Body({ schema: approval }) body: z.output<typeof approval>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.answer(request, response, (by) => new ApproveErasure({ ...by, caseId, ...body }));
  }

  private async answer(
    request: Request,
    response: Response,
    commandOf: (by: Attribution) => OrderErasure | ApproveErasure,
  ) {
    const { commandId, actor } = await commandHeadersOf(request);
    const receipt = await this.commands.execute<ICommand, Receipt>(commandOf({ commandId, actor }));
    response.status(receipt.duplicate ? HttpStatus.OK : HttpStatus.CREATED).set({
      ETag: `"${receipt.revision}"`,
      Location: `/api/v1/cases/${receipt.caseId}`,
      'Idempotency-Key': commandId,
      ...(receipt.duplicate && { 'Idempotent-Replay': 'true' }),
    });
    return receiptView(receipt, commandId, {});
  }
}
