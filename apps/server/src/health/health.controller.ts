import { Controller, Get, HttpStatus, Inject, Res } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { QueueState } from '@app/jobs';
import { Projector } from '@app/read-models';
import { LastSelfAudit, WRITE_SIDE, type WriteSide } from '@app/use-cases';
import { WorkerRoleModule } from '../roles/worker-role.module';
import { Draining } from './draining';

@ApiTags('运行 operation')
@Controller('health')
export class HealthController {
  private readonly selfAudits: LastSelfAudit;

  constructor(
    private readonly projector: Projector,
    @Inject(WRITE_SIDE) private readonly write: WriteSide,
    private readonly modules: ModuleRef,
    private readonly draining: Draining,
  ) {
    this.selfAudits = new LastSelfAudit(write);
  }

  /** The process runs. */
  @Get('live')
  @ApiOperation({ summary: '进程在运行 / the process is alive' })
  live() {
    return { status: 'ok' };
  }

  /** The log answers, no view has stopped and the process is not ending; how far each view is behind. 503 otherwise (F15). */
  @Get('ready')
  @ApiOperation({ summary: '可以服务：投影进度与停止的投影 / ready, with the lag of every projection' })
  async ready(@Res({ passthrough: true }) response: Response) {
    const [head, projections, selfAudit] = await Promise.all([
      this.write.store.head(),
      this.projector.status(),
      this.selfAudits.get(),
    ]);
    const stopped = projections.filter(({ state }) => state === 'stopped').map(({ name }) => name);
    const status = this.draining.on ? 'draining' : stopped.length > 0 ? 'stopped' : 'ready';
    if (status !== 'ready') response.status(HttpStatus.SERVICE_UNAVAILABLE);
    return {
      status,
      position: head.position,
      lag: Math.max(0, ...projections.map(({ lag }) => lag)),
      stopped,
      projections,
      // Shown only: without its queue a process still registers and decides (F29).
      queue: await this.queue(),
      // Of the last night; differences do not stop the service, they are told (K-07).
      selfAudit: selfAudit && {
        on: selfAudit.on,
        position: selfAudit.position,
        differences: selfAudit.differences,
      },
    };
  }

  /** Absent where this process has no worker role. */
  private async queue(): Promise<QueueState | undefined> {
    let worker: WorkerRoleModule;
    try {
      worker = this.modules.get(WorkerRoleModule, { strict: false });
    } catch {
      return undefined;
    }
    return worker.queue();
  }
}
