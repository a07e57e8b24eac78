import { Controller, Get, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ListDue } from '@app/read-models';
import { WRITE_SIDE, type WriteSide } from '@app/use-cases';
import { Reading } from '../http/reading';
import { ApiProblems } from '../problems/api-problems';
import { civilDate, numeral, unitCode } from '@app/command-forms';
import { momentOf, momentQuery, seenFrom } from '../reports/moment';
import { UnitGuard } from './unit.guard';

const params = z.strictObject({ unit: unitCode });
const query = momentQuery({
  on: civilDate
    .optional()
    .describe(
      '从哪一天看，过去的日子为当日情况；省略为今天 / seen from this day, a past one as it was; today if left out',
    ),
  limit: numeral(1, 1000).optional(),
});

@ApiTags('期限 due')
@Controller('api/v1/units/:unit/due')
@UseGuards(UnitGuard)
export class DueController {
  constructor(
    private readonly queries: QueryBus,
    @Inject(WRITE_SIDE) private readonly write: WriteSide,
  ) {}

  @Get()
  @Reading()
  @ApiOperation({ summary: '逾期、到期与等待事项 / what is late, due or waited for, soonest first, now or then' })
  @ApiProblems(400, 404, 503)
  async list(
    @Param({ schema: params }) { unit }: z.output<typeof params>,
    @Query({ schema: query }) { limit, ...asked }: z.output<typeof query>,
  ) {
    const { at, on } = await momentOf(this.write.store, asked);
    const today = this.write.today();
    // A day to come is looked forward to from what is known; a day gone by was as it was.
    const moment = { at, ...(on !== undefined && on < today && { on }) };
    return this.queries.execute(
      new ListDue({ unit, on: await seenFrom(this.write, asked, at), ...(limit && { limit }) }, moment),
    );
  }
}
