import { Body, Controller, HttpStatus, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { CommandBus, type ICommand } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { AbolishUnit, MoveUnit, type Attribution, type PlacementReceipt } from '@app/use-cases';
import { ApiCommandHeaders, commandHeadersOf } from '../http/command-headers';
import { ApiProblems } from '../problems/api-problems';
import { civilDate, unitCode } from '@app/command-forms';
import { UnitGuard } from './unit.guard';

const params = z.strictObject({ unit: unitCode });
const move = z.strictObject({
  from: civilDate.describe('自该日起 / from this day on'),
  parent: unitCode.nullable().describe('新的上级；null：没有 / the new superior, null for none'),
});
const abolition = z.strictObject({
  lastDay: civilDate.describe('最后一日 / its last day'),
  successor: unitCode.optional().describe('承接其未办结案件的单位 / who takes its open cases'),
});

@ApiTags('单位 units')
@Controller('api/v1/units/:unit')
@UseGuards(UnitGuard)
export class PlacementsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('moves')
  @ApiOperation({ summary: '单位改隶 / the unit comes under another superior, or none', description: 'A-77' })
  @ApiCommandHeaders()
  @ApiCreatedResponse({ description: '已登记 / recorded' })
  @ApiOkResponse({ description: '重复的请求 / the same command again' })
  @ApiProblems(400, 403, 404, 409, 413, 415, 422, 503)
  move(
    @Param({ schema: params }) { unit }: z.output<typeof params>,
    @Body({ schema: move }) body: z.output<typeof move>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.place(request, response, (by) => new MoveUnit({ ...by, unit, ...body }));
  }

  @Post('abolition')
  @ApiOperation({
    summary: '单位撤销；再次登记即更正 / the unit ends; told again, the later telling corrects it',
    description: 'A-77',
  })
  @ApiCommandHeaders()
  @ApiCreatedResponse({ description: '已登记 / recorded' })
  @ApiOkResponse({ description: '重复的请求 / the same command again' })
  @ApiProblems(400, 403, 404, 409, 413, 415, 422, 503)
  abolish(
    @Param({ schema: params }) { unit }: z.output<typeof params>,
    @Body({ schema: abolition }) body: z.output<typeof abolition>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.place(request, response, (by) => new AbolishUnit({ ...by, unit, ...body }));
  }

  private async place(request: Request, response: Response, commandOf: (by: Attribution) => MoveUnit | AbolishUnit) {
    const { commandId, actor } = await commandHeadersOf(request);
    const receipt = await this.commands.execute<ICommand, PlacementReceipt>(commandOf({ commandId, actor }));
    const { duplicate, ...told } = receipt;
    response.status(duplicate ? HttpStatus.OK : HttpStatus.CREATED);
    response.set({
      'Idempotency-Key': commandId,
      Location: '/api/v1/units',
      ...(duplicate && { 'Idempotent-Replay': 'true' }),
    });
    return { commandId, ...told };
  }
}
