import { Inject, Module, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { JobOffice, type QueuedJobs, type QueueState } from '@app/jobs';
import { Projector } from '@app/read-models';
import { FOUNDATION, jobPorts, type Foundation } from '@app/runtime';
import { WRITE_SIDE, type WriteSide } from '@app/use-cases';
import type { ServerLog } from '../http/server-log';
import { JobTables } from '../reminders/job-tables';
import { JobTablesModule } from '../reminders/job-tables.module';
import { aroundJob, WATCH, type Watch } from '../metrics/watch';
import { SERVER_LOG } from './server-log.module';

/** The worker role: asks for what is due and does it (D11). On Redis where `REDIS_URL` is set, else on PostgreSQL. */
@Module({ imports: [JobTablesModule] })
export class WorkerRoleModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly office: JobOffice;

  constructor(
    commands: CommandBus,
    queries: QueryBus,
    projector: Projector,
    tables: JobTables,
    @Inject(WRITE_SIDE) write: WriteSide,
    @Inject(FOUNDATION) foundation: Foundation,
    @Inject(SERVER_LOG) log: ServerLog,
    @Inject(WATCH) watch: Watch,
  ) {
    const redisUrl = process.env['REDIS_URL'];
    this.office = new JobOffice({
      backend: redisUrl ? { redisUrl } : { connectionString: foundation.database.connectionString },
      tables: () => tables.open(),
      around: aroundJob(watch),
      ports: jobPorts({ commands, queries, projector, write, log: (line) => log.info(line) }),
    });
  }

  /** Not waited for: Nest starts one module after the other, and the projector may come after this one. */
  onApplicationBootstrap(): void {
    this.office.start();
  }

  /** Before the pool and the projector go. */
  beforeApplicationShutdown(): Promise<void> {
    return this.office.stop();
  }

  queue(): Promise<QueueState> {
    return this.office.state();
  }
  /** `undefined` while the queue does not answer. */
  queuedJobs(): Promise<QueuedJobs[] | undefined> {
    return this.office.depth();
  }
}
