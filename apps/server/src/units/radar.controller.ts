import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { reportYear, unitCode } from '@app/command-forms';
import { SIGNALS, SIGNAL_KINDS } from '@app/disclosure';
import { GetEntryRadar } from '@app/read-models';
import { Reading, readQuery } from '../http/reading';
import { ApiProblems } from '../problems/api-problems';
import { UnitGuard } from './unit.guard';

const params = z.strictObject({ unit: unitCode });
const query = readQuery({
  year: reportYear.optional().describe('只看在该年度生效的事项 / only what took effect in that year'),
});

@ApiTags('审计 auditing')
@Controller('api/v1/units/:unit/radar')
@UseGuards(UnitGuard)
export class RadarController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Reading()
  @ApiOperation({
    operationId: 'EntryRadar',
    summary: '迟录提示 / late entries that deserve a question',
    description:
      `R §14、D2。各类提示附数字、比较对象和可能的正当原因，不是结论：${SIGNAL_KINDS.map((kind) => `\`${kind}\` ${SIGNALS[kind].zh}`).join('；')}。` +
      '台账导入的记录自带来源，不作迟录评价，另列于 `imports`。' +
      ' Each signal has its figure, the unit’s own baseline and harmless explanations; it is a question, no verdict.',
  })
  @ApiOkResponse({ description: '`entries`, `usual`, `lateness`, `imports`, `signals`' })
  @ApiProblems(400, 404, 503)
  async radar(
    @Param({ schema: params }) { unit }: z.output<typeof params>,
    @Query({ schema: query }) { year }: z.output<typeof query>,
  ) {
    const { signals, ...report } = await this.queries.execute(new GetEntryRadar(unit, year));
    return {
      ...report,
      signals: signals.map((signal) => {
        const { find: _find, ...told } = SIGNALS[signal.kind];
        return { ...told, ...signal };
      }),
    };
  }
}
