import { Controller, Get, Inject, Param, Query, Res, UseGuards } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { fold, type CaseState } from '@app/disclosure';
import { GetCaseTimeline, SearchCases } from '@app/read-models';
import { caseHistory, caseStream, Refused, WRITE_SIDE, type WriteSide } from '@app/use-cases';
import { Reading, readQuery } from '../http/reading';
import { ApiProblems } from '../problems/api-problems';
import { UnitGuard } from '../units/unit.guard';
import { civilDate, flag, instant, position, unitCode } from '@app/command-forms';
import { caseView } from './case-view';
import { searchQuery } from './search-query';

const caseParams = z.strictObject({ caseId: z.uuid() });
const unitParams = z.strictObject({ unit: unitCode });
const caseQuery = readQuery({ explain: flag.optional().describe('1：列出期限的逐日计算 / every day of the working') });
const timelineQuery = readQuery({
  at: position.optional(),
  asOf: instant.optional(),
  effectiveUntil: civilDate.optional(),
});

@ApiTags('案件 cases')
@Controller('api/v1')
export class CasesController {
  constructor(
    private readonly queries: QueryBus,
    @Inject(WRITE_SIDE) private readonly write: WriteSide,
  ) {}

  @Get('units/:unit/cases')
  @UseGuards(UnitGuard)
  @Reading()
  @ApiOperation({ summary: '登记簿检索 / search the register', description: '申请人姓名部分隐去 / names are masked' })
  @ApiProblems(400, 404, 503)
  async search(
    @Param({ schema: unitParams }) { unit }: z.output<typeof unitParams>,
    @Query({ schema: searchQuery }) query: z.output<typeof searchQuery>,
  ) {
    const { after: _after, overdue, ...criteria } = query;
    const overdueOn = overdue ? this.write.today() : undefined;
    return this.queries.execute(new SearchCases({ unit, ...criteria, ...(overdueOn && { overdueOn }) }));
  }

  @Get('cases/:caseId')
  @Reading()
  @ApiOperation({ summary: '案件、期限与可办事项 / a case, its clocks, and what can be done next' })
  @ApiOkResponse({ description: 'ETag：案件版本 / revision', headers: { ETag: { schema: { type: 'string' } } } })
  @ApiProblems(400, 404, 503)
  async one(
    @Param({ schema: caseParams }) { caseId }: z.output<typeof caseParams>,
    @Query({ schema: caseQuery }) { explain = false }: z.output<typeof caseQuery>,
    @Res({ passthrough: true }) response: Response,
  ) {
    const state = await this.stateOf(caseId);
    response.set('ETag', `"${state.revision}"`);
    return caseView(state, { calendar: (await this.write.calendars()).latest, today: this.write.today(), explain });
  }

  @Get('cases/:caseId/timeline')
  @Reading()
  @ApiOperation({ summary: '案件经过 / what happened, as known at a position or instant' })
  @ApiProblems(400, 404, 503)
  async timeline(
    @Param({ schema: caseParams }) { caseId }: z.output<typeof caseParams>,
    @Query({ schema: timelineQuery }) { after: _after, ...moment }: z.output<typeof timelineQuery>,
  ) {
    const timeline = await this.queries.execute(new GetCaseTimeline(caseId, moment));
    if (!timeline) throw new Refused({ code: 'E_CASE_UNKNOWN', field: 'caseId' });
    return timeline;
  }

  /** From the log itself: what a clerk acts on is never behind. */
  private async stateOf(caseId: string): Promise<CaseState> {
    const state = fold(await caseHistory(this.write.store, caseStream(caseId)));
    if (!state) throw new Refused({ code: 'E_CASE_UNKNOWN', field: 'caseId' });
    return state;
  }
}
