import { Body, Controller, Get, HttpStatus, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { ListUnits } from '@app/read-models';
import { RegisterUnit } from '@app/use-cases';
import { ApiCommandHeaders, commandHeadersOf } from '../http/command-headers';
import { Reading, readQuery } from '../http/reading';
import { ApiProblems } from '../problems/api-problems';
import { short, unitCode } from '../validation/parts';

const newUnit = z.strictObject({
  unit: unitCode,
  name: short,
  canMakeRules: z.boolean().optional().describe('能否制定规章 / whether it can make rules (A-11)'),
  legalReview: z.boolean().optional().describe('公开决定须经合法性审查 / disclosures need a legal review (Reg.17)'),
});
const listQuery = readQuery({});

@ApiTags('单位 units')
@Controller('api/v1/units')
export class UnitsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @ApiOperation({ summary: '登记单位；同名重复登记不变 / register a unit; the same again changes nothing' })
  @ApiCommandHeaders()
  @ApiProblems(400, 413, 415, 422)
  async register(
    @Body({ schema: newUnit }) body: z.output<typeof newUnit>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const { commandId, actor } = await commandHeadersOf(request);
    const receipt = await this.commands.execute(new RegisterUnit({ commandId, actor, ...body }));
    response.status(receipt.changed ? HttpStatus.CREATED : HttpStatus.OK);
    response.set({ 'Idempotency-Key': commandId, Location: '/api/v1/units' });
    return { commandId, ...receipt };
  }

  @Get()
  @ApiOperation({ summary: '单位列表 / the units' })
  @Reading()
  @ApiProblems(400, 503)
  async list(@Query({ schema: listQuery }) _query: z.output<typeof listQuery>) {
    return { items: await this.queries.execute(new ListUnits()) };
  }
}
