import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { listUnfinished } from '@app/jobs';
import { ApiProblems } from '../problems/api-problems';
import { JobTables } from './job-tables';

/** What the worker could not bring to its end, of all units: for whoever looks after the system. */
@ApiTags('健康 health')
@Controller('api/v1/jobs')
export class UnfinishedJobsController {
  constructor(private readonly tables: JobTables) {}

  @Get('unfinished')
  @ApiOperation({ summary: '未完成的后台任务 / jobs that broke off or left cases, the most tried first' })
  @ApiProblems(503)
  async unfinished() {
    return { items: await listUnfinished(await this.tables.open()) };
  }
}
