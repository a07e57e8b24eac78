import { Body, Controller, Get, HttpStatus, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { UNIT_KINDS, type UnitKind } from '@app/disclosure';
import { ListUnitsOnDay } from '@app/read-models';
import { RegisterUnit, WRITE_SIDE, type WriteSide } from '@app/use-cases';
import { ApiCommandHeaders, commandHeadersOf } from '../http/command-headers';
import { Reading, readQuery } from '../http/reading';
import { ApiProblems } from '../problems/api-problems';
import { civilDate, short, unitCode } from '@app/command-forms';

const KINDS = Object.keys(UNIT_KINDS) as [UnitKind, ...UnitKind[]];

const newUnit = z.strictObject({
  unit: unitCode,
  name: short,
  canMakeRules: z.boolean().optional().describe('能否制定规章 / whether it can make rules (A-11)'),
  kind: z.enum(KINDS).optional().describe('单位类别；缺省为部门 / what kind of unit, at first a department (A-70)'),
  parent: unitCode.optional().describe('自始的上级；以后用 moves / its superior from the beginning (A-77)'),
  legalReview: z.boolean().optional().describe('公开决定须经合法性审查 / disclosures need a legal review (Reg.17)'),
});
const listQuery = readQuery({
  on: civilDate.optional().describe('该日的上级；缺省为今天 / superiors on this day, today if left out (A-77)'),
});

@ApiTags('单位 units')
@Controller('api/v1/units')
export class UnitsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    @Inject(WRITE_SIDE) private readonly write: WriteSide,
  ) {}

  @Post()
  @ApiOperation({ summary: '登记单位；同名重复登记不变 / register a unit; the same again changes nothing' })
  @ApiCommandHeaders()
  @ApiProblems(400, 403, 404, 409, 413, 415, 422, 503)
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
  @ApiOperation({ summary: '单位、类别、当日上级与撤销 / the units, their kind, superior on a day, and end' })
  @Reading()
  @ApiProblems(400, 503)
  async list(@Query({ schema: listQuery }) { on = this.write.today() }: z.output<typeof listQuery>) {
    return { on, items: await this.queries.execute(new ListUnitsOnDay(on)) };
  }
}
