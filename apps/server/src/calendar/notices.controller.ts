import { Body, Controller, Get, HttpStatus, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { ListMovedDates, Projector } from '@app/read-models';
import { RecordWorkCalendar, WRITE_SIDE, type WriteSide } from '@app/use-cases';
import { ApiCommandHeaders, commandHeadersOf } from '../http/command-headers';
import { ApiProblems } from '../problems/api-problems';
import { civilDate, flag, long, position } from '@app/command-forms';

/** How long the answer waits for the due list to know every case. */
const PATIENCE_MS = 2000;
/** More days than any notice has. */
const days = z.array(civilDate).max(120);

const notice = z.strictObject({
  year: z.int().min(2008).max(2100),
  daysOff: days.describe('全年休息的工作日；周末可列可不列 / weekdays off of the whole year'),
  makeUpDays: days.describe('全年调休上班的周六、周日 / Saturdays and Sundays worked'),
  source: long.describe('通知标题与文号 / title and number of the notice'),
});
const recordQuery = z.strictObject({
  dryRun: flag.optional().describe('1：只看会移动哪些期限，不记录 / only say what would move'),
});
const listQuery = z.strictObject({
  at: position.optional().describe('截至该日志位置所知 / as known at this position'),
});

@ApiTags('日历 calendar')
@Controller('api/v1/calendar')
export class NoticesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly projector: Projector,
    @Inject(WRITE_SIDE) private readonly write: WriteSide,
  ) {}

  @Post('notices')
  @ApiOperation({
    operationId: 'RecordWorkCalendar',
    summary: '登记放假通知 / put a holiday notice in force',
    description:
      'R-61, R-66。须为全年安排；涉及上一年或下一年的日期并入该年已有安排。答复列出期限因此移动的案件。' +
      ' The whole schedule of the year; the answer lists the due dates that move;' +
      ' `complete` 为 false 时查询尚未跟上 / false: the due list had not read the whole log yet.',
  })
  @ApiCommandHeaders()
  @ApiCreatedResponse({ description: '已记录 / recorded' })
  @ApiOkResponse({ description: '已在施行或试算 / in force already, or a dry run' })
  @ApiProblems(400, 403, 413, 415, 422, 503)
  async record(
    @Body({ schema: notice }) body: z.output<typeof notice>,
    @Query({ schema: recordQuery }) { dryRun = false }: z.output<typeof recordQuery>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const { commandId, actor } = await commandHeadersOf(request);
    const { before, after, ...receipt } = await this.commands.execute(
      new RecordWorkCalendar({ commandId, actor, notice: body, dryRun }),
    );
    const complete = await this.dueListKnowsAll();
    const moved = await this.queries.execute(new ListMovedDates({ before, after }));
    response.status(receipt.position !== undefined && !receipt.duplicate ? HttpStatus.CREATED : HttpStatus.OK);
    response.set({ 'Idempotency-Key': commandId, ...(receipt.duplicate && { 'Idempotent-Replay': 'true' }) });
    return {
      commandId,
      dryRun,
      ...receipt,
      calendarVersion: { before: before.version, after: after.version },
      cases: moved.cases,
      moved: moved.items,
      complete,
    };
  }

  private async dueListKnowsAll(): Promise<boolean> {
    const { position: head } = await this.write.store.head();
    return this.projector.waitFor(head, PATIENCE_MS, ['due-list']);
  }

  @Get()
  @ApiOperation({ summary: '工作日历 / the working calendar', description: 'R-61, R-66' })
  @ApiProblems(400, 503)
  async calendar(@Query({ schema: listQuery }) { at }: z.output<typeof listQuery>) {
    const known = await this.write.calendars();
    const calendar = at === undefined ? known.latest : known.at(at);
    return { version: calendar.version, years: calendar.years.map((year) => calendar.schedule(year)) };
  }
}
