import { Controller, Get, Inject, Param, Query, Req, Res, UseGuards } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { civilDateOf, historyOn } from '@app/disclosure';
import { GetCaseTimeline, SearchCases } from '@app/read-models';
import {
  caseHistory,
  caseStream,
  recordRead,
  Refused,
  seeCase,
  seen,
  WRITE_SIDE,
  type WriteSide,
} from '@app/use-cases';
import { ApiActorHeaders, commandHeadersOf } from '../http/command-headers';
import { Reading } from '../http/reading';
import { viewingOf, viewingParams } from '../http/viewing';
import { ApiProblems } from '../problems/api-problems';
import { UnitGuard } from '../units/unit.guard';
import { flag, unitCode } from '@app/command-forms';
import { momentOf, momentQuery, seenFrom } from '../reports/moment';
import { caseView } from './case-view';
import { searchQuery } from './search-query';

const caseParams = z.strictObject({ caseId: z.uuid() });
const unitParams = z.strictObject({ unit: unitCode });
const caseQuery = momentQuery({
  ...viewingParams,
  explain: flag.optional().describe('1：列出期限的逐日计算 / every day of the working'),
});
const timelineQuery = momentQuery({});

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
  @ApiOperation({
    summary: '登记簿检索 / search the register',
    description: '申请人姓名部分隐去；按姓名检索记入查阅登记 / names are masked; a search by name is recorded',
  })
  @ApiActorHeaders()
  @ApiProblems(400, 404, 503)
  async search(
    @Param({ schema: unitParams }) { unit }: z.output<typeof unitParams>,
    @Query({ schema: searchQuery }) query: z.output<typeof searchQuery>,
    @Req() request: Request,
  ) {
    const { after: _after, overdue, at, asOf, on, ...criteria } = query;
    const moment = await momentOf(this.write.store, { at, asOf, on });
    const overdueOn = overdue ? await seenFrom(this.write, { asOf, on }, moment.at) : undefined;
    const asked = { unit, ...criteria, ...(overdueOn && { overdueOn }) };
    const page = await this.queries.execute(new SearchCases(asked, moment));
    // Whoever finds somebody by name has learnt who it is, masked or not; the name searched for is not kept.
    if (criteria.applicantName !== undefined) {
      const { actor } = await commandHeadersOf(request);
      await recordRead(this.write, actor, {
        unit,
        cases: page.items.length,
        fields: ['ApplicationRegistered.applicantName'],
        door: 'GET /units/{unit}/cases',
        purpose: 'search',
      });
    }
    return page;
  }

  @Get('cases/:caseId')
  @Reading()
  @ApiOperation({
    summary: '案件、期限与可办事项 / a case, its clocks, and what can be done next',
    description:
      '个人信息默认隐去；unmask=1 并注明用途则显示，并先记入查阅登记 / masked unless asked for with a purpose',
  })
  @ApiActorHeaders()
  @ApiOkResponse({ description: 'ETag：案件版本 / revision', headers: { ETag: { schema: { type: 'string' } } } })
  @ApiProblems(400, 404, 422, 503)
  async one(
    @Param({ schema: caseParams }) { caseId }: z.output<typeof caseParams>,
    @Query({ schema: caseQuery }) { explain = false, unmask, purpose, ...asked }: z.output<typeof caseQuery>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    // From the log itself: what a clerk acts on is never behind.
    const viewing = await viewingOf(request, 'GET /cases/{caseId}', { unmask, purpose });
    const { at, on } = await momentOf(this.write.store, asked);
    const calendars = await this.write.calendars();
    if (at === undefined && on === undefined) {
      const { state } = await seeCase(this.write, { caseId }, viewing);
      response.set('ETag', `"${state.revision}"`);
      return caseView(state, { calendar: calendars.latest, today: this.write.today(), explain });
    }
    const known = await caseHistory(this.write.store, caseStream(caseId), at);
    const { state } = await seen(this.write, on === undefined ? known : historyOn(known, on), viewing);
    const calendar = at === undefined ? calendars.latest : calendars.at(at);
    const today = on ?? civilDateOf(asked.asOf ?? state.recordedAt);
    // Nothing can be done in the past, and its revision is none to write after.
    return { ...caseView(state, { calendar, today, explain }), next: [] };
  }

  @Get('cases/:caseId/timeline')
  @Reading()
  @ApiOperation({ summary: '案件经过 / what happened, as known at a position or instant' })
  @ApiProblems(400, 404, 503)
  async timeline(
    @Param({ schema: caseParams }) { caseId }: z.output<typeof caseParams>,
    @Query({ schema: timelineQuery }) query: z.output<typeof timelineQuery>,
  ) {
    const { at, on } = await momentOf(this.write.store, query);
    const timeline = await this.queries.execute(new GetCaseTimeline(caseId, { at, effectiveUntil: on }));
    if (!timeline) throw new Refused({ code: 'E_CASE_UNKNOWN', field: 'caseId' });
    return timeline;
  }
}
