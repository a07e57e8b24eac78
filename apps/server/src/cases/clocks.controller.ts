import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { actsOf, clocksOf, findingsOf, fold, whatIf, type CaseEvent, type CaseState } from '@app/disclosure';
import { caseHistory, caseStream, Refused, WRITE_SIDE, type WriteSide } from '@app/use-cases';
import { Reading, readQuery } from '../http/reading';
import { ApiProblems } from '../problems/api-problems';
import { civilDate, flag, position } from '@app/command-forms';
import { assumptionsBody, assumptionsOf } from './assumptions';
import { clockView } from './clock-view';
import { findingView } from './finding-view';

const params = z.strictObject({ caseId: z.uuid() });
const explain = flag.optional().describe('1：逐日列出，每日注明依据的规则或放假通知 / day by day with rule or notice');
const clocksQuery = readQuery({
  explain,
  on: civilDate.optional().describe('从哪一天看；省略为今天 / seen from this day, today if left out'),
  at: position.optional().describe('截至该日志位置所知的案件与日历 / case and calendar as known at this position'),
});
const whatIfQuery = z.strictObject({ explain });

@ApiTags('期限 due')
@Controller('api/v1/cases/:caseId')
export class ClocksController {
  constructor(@Inject(WRITE_SIDE) private readonly write: WriteSide) {}

  @Get('clocks')
  @Reading()
  @ApiOperation({ summary: '案件的全部期限 / the clocks of a case', description: 'R §11' })
  @ApiOkResponse({ description: 'ETag：案件版本 / revision', headers: { ETag: { schema: { type: 'string' } } } })
  @ApiProblems(400, 404, 503)
  async clocks(
    @Param({ schema: params }) { caseId }: z.output<typeof params>,
    @Query({ schema: clocksQuery }) { explain = false, on, at }: z.output<typeof clocksQuery>,
    @Res({ passthrough: true }) response: Response,
  ) {
    const { state } = await this.caseOf(caseId, at);
    const calendars = await this.write.calendars();
    const calendar = at === undefined ? calendars.latest : calendars.at(at);
    const seenOn = on ?? this.write.today();
    response.set('ETag', `"${state.revision}"`);
    return {
      caseId,
      caseNo: state.caseNo,
      status: state.status,
      revision: state.revision,
      on: seenOn,
      calendarVersion: calendar.version,
      clocks: clocksOf(state, calendar, seenOn).map((clock) => clockView(clock, explain)),
      findings: findingsOf(state, calendar).map(findingView),
    };
  }

  @Post('what-if')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    operationId: 'WhatIf',
    summary: '如果这样办，期限会怎样 / what the clocks would be if',
    description:
      '按顺序假设若干事项，答复前后的期限；不记录任何内容，也不需要角色。法律不允许的，按同一代码拒绝，`context.act` 为第几项（从 0 起）。' +
      ' Nothing is recorded; what the law refuses is refused with the same code, `context.act` names the assumption’s act.',
  })
  @ApiProblems(400, 403, 404, 409, 413, 415, 422, 503)
  async whatIf(
    @Param({ schema: params }) { caseId }: z.output<typeof params>,
    @Body({ schema: assumptionsBody }) body: z.output<typeof assumptionsBody>,
    @Query({ schema: whatIfQuery }) { explain = false }: z.output<typeof whatIfQuery>,
  ) {
    const { history, state } = await this.caseOf(caseId);
    const today = this.write.today();
    const acts = assumptionsOf(body).flatMap((assumption, index) => actsOf(assumption, today, index));
    const { latest: calendar } = await this.write.calendars();
    const answer = whatIf(history, acts, { caseId, today, calendar });
    if ('rejection' in answer) {
      const { rejection, act } = answer;
      throw new Refused({ ...rejection, detail: { ...rejection.detail, act } });
    }
    const { before, after, findings, ...rest } = answer;
    return {
      caseId,
      caseNo: state.caseNo,
      revision: state.revision,
      today,
      ...rest,
      before: before.map((clock) => clockView(clock, explain)),
      after: after.map((clock) => clockView(clock, explain)),
      findings: findings.map(findingView),
    };
  }

  /** From the log itself: what a clerk acts on is never behind. */
  private async caseOf(caseId: string, at?: number): Promise<{ history: CaseEvent[]; state: CaseState }> {
    const history = await caseHistory(this.write.store, caseStream(caseId), at);
    const state = fold(history);
    if (!state) throw new Refused({ code: 'E_CASE_UNKNOWN', field: 'caseId' });
    return { history, state };
  }
}
