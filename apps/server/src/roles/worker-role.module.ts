import { Inject, Module, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { JobOffice, type QueueState } from '@app/jobs';
import { Projector } from '@app/read-models';
import { FOUNDATION, jobPorts, type Foundation } from '@app/runtime';
import { WRITE_SIDE, type WriteSide } from '@app/use-cases';
import { JobTables } from '../reminders/job-tables';
import { JobTablesModule } from '../reminders/job-tables.module';

/** The worker role: asks for what is due and does it (D11). On Redis where `REDIS_URL` is set, else on PostgreSQL. */
@Module({ imports: [JobTablesModule] })
export class WorkerRoleModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private office: JobOffice | undefined;

  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly projector: Projector,
    private readonly tables: JobTables,
    @Inject(WRITE_SIDE) private readonly write: WriteSide,
    @Inject(FOUNDATION) private readonly foundation: Foundation,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { commands, queries, projector, write } = this;
    const redisUrl = process.env['REDIS_URL'];
    this.office = new JobOffice({
      backend: redisUrl ? { redisUrl } : { connectionString: this.foundation.database.connectionString },
      pool: await this.tables.open(),
      ports: jobPorts({ commands, queries, projector, write }),
    });
    await this.office.start();
  }

  /** Before the pool and the projector go. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.office?.stop();
  }

  async queue(): Promise<QueueState> {
    return (await this.office?.state()) ?? { state: 'down' };
  }
}
