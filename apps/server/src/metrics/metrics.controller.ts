import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { REJECTIONS } from '@app/disclosure';
import { Projector } from '@app/read-models';
import { DOOR_REFUSALS, FOUNDATION, type Foundation } from '@app/runtime';
import { EDGE_CODES } from '../problems/edge-codes';
import { JobTables } from '../reminders/job-tables';
import { WorkerRoleModule } from '../roles/worker-role.module';
import { WATCH, type Watch } from './watch';
import { Scrape } from './scrape';

@ApiTags('运行 operation')
@Controller('metrics')
export class MetricsController {
  private readonly scrape: Scrape;

  constructor(
    projector: Projector,
    tables: JobTables,
    @Inject(FOUNDATION) foundation: Foundation,
    @Inject(WATCH) private readonly watch: Watch,
    private readonly modules: ModuleRef,
  ) {
    const { store, log } = foundation;
    this.scrape = new Scrape({ store, log, projector, tables: () => tables.open(), worker: () => this.worker() });
    // Present from the start, so that the first of a kind is seen as a step and not as a beginning.
    const { meters } = watch;
    for (const code of [...Object.keys(REJECTIONS), ...Object.keys(EDGE_CODES)]) {
      meters.count('ledger_problems_total', { code }, 0);
    }
    for (const code of [...Object.keys(REJECTIONS), ...Object.keys(DOOR_REFUSALS)]) {
      meters.count('ledger_rejections_total', { code }, 0);
    }
  }

  /** What could not be asked for in time is left out, and said to be (`ledger_part_silent`). */
  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Prometheus 指标（docs/metrics.md） / figures for Prometheus, without personal data' })
  @ApiOkResponse({
    description: '文本格式 / text format 0.0.4',
    content: { 'text/plain': { schema: { type: 'string' } } },
  })
  async figures(@Res() response: Response): Promise<void> {
    const { meters } = this.watch;
    for (const [part, samples] of await this.scrape.ask()) meters.replace(part, samples);
    response.setHeader('Content-Type', meters.contentType);
    response.end(await meters.text());
  }

  /** Absent where this process has no worker role. */
  private worker(): WorkerRoleModule | undefined {
    try {
      return this.modules.get(WorkerRoleModule, { strict: false });
    } catch {
      return undefined;
    }
  }
}
