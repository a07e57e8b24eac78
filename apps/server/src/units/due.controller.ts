import { Controller, Get, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ListDue } from '@app/read-models';
import { WRITE_SIDE, type WriteSide } from '@app/use-cases';
import { Reading, readQuery } from '../http/reading';
import { ApiProblems } from '../problems/api-problems';
import { civilDate, numeral, unitCode } from '@app/command-forms';
import { UnitGuard } from './unit.guard';

const params = z.strictObject({ unit: unitCode });
const query = readQuery({
  on: civilDate.optional().describe('从哪一天看；省略为今天 / seen from this day, today if left out'),
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
  @ApiOperation({ summary: '逾期、到期与等待事项 / what is late, due or waited for, soonest first' })
  @ApiProblems(400, 404, 503)
  list(
    @Param({ schema: params }) { unit }: z.output<typeof params>,
    @Query({ schema: query }) { on, limit }: z.output<typeof query>,
  ) {
    return this.queries.execute(new ListDue({ unit, on: on ?? this.write.today(), ...(limit && { limit }) }));
  }
}
