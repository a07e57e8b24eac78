import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Pool } from 'pg';
import { openJobTables } from '@app/jobs';
import { FOUNDATION, type Foundation } from '@app/runtime';

/** The tables of what the jobs found, opened when somebody asks first. */
@Injectable()
export class JobTables implements OnApplicationShutdown {
  private opened: Promise<Pool> | undefined;

  constructor(@Inject(FOUNDATION) private readonly foundation: Foundation) {}

  open(): Promise<Pool> {
    this.opened ??= openJobTables(this.foundation.database.connectionString).catch((error: unknown) => {
      this.opened = undefined;
      throw error;
    });
    return this.opened;
  }

  async onApplicationShutdown(): Promise<void> {
    await (await this.opened)?.end();
  }
}
