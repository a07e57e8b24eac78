import { Controller, Get, Param, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { listDrafts, listReminders } from '@app/jobs';
import { ApiProblems } from '../problems/api-problems';
import { UnitGuard } from '../units/unit.guard';
import { unitCode } from '@app/command-forms';
import { JobTables } from './job-tables';

const params = z.strictObject({ unit: unitCode });

@ApiTags('期限 due')
@Controller('api/v1/units/:unit')
@UseGuards(UnitGuard)
export class RemindersController {
  constructor(private readonly tables: JobTables) {}

  @Get('reminders')
  @ApiOperation({ summary: '催办提醒 / reminders that stand, soonest first' })
  @ApiProblems(400, 404, 503)
  async reminders(@Param({ schema: params }) { unit }: z.output<typeof params>) {
    return { items: await listReminders(await this.tables.open(), unit) };
  }

  @Get('reports/drafts')
  @ApiOperation({ summary: '自动生成的年报草稿 / drafts made at the turn of the year, newest first' })
  @ApiProblems(400, 404, 503)
  async drafts(@Param({ schema: params }) { unit }: z.output<typeof params>) {
    return { items: await listDrafts(await this.tables.open(), unit) };
  }
}
