import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ProcessRole } from '@app/runtime';
import { freePort } from '../../../libs/database/src/free-port';
import { RedisServer } from '../../support/redis/redis-server';
import { PostgresAt } from '../ground/postgres-at';
import { ServerProcess } from '../two-writers/server-process';
import type { ServingTask } from '../two-writers/serving-child';

export const PARTS = ['api', 'projector', 'worker', 'PostgreSQL', 'Redis'] as const;
export type Part = (typeof PARTS)[number];

/** An office on five processes, each of which can be ended and started again; it writes to the disk as in production. */
export class OfficeOnProcesses {
  private readonly folder = mkdtempSync(join(tmpdir(), 'ledger-restarts-'));
  private readonly masterKey = randomBytes(32).toString('hex');
  private readonly servers = new Map<ProcessRole, ServerProcess>();
  private postgres!: PostgresAt;
  private redis!: RedisServer;
  private port = 0;

  private constructor(private readonly saboteur?: ServingTask['saboteur']) {}

  static async open(
    roles: readonly ('api' | 'projector' | 'worker')[],
    saboteur?: ServingTask['saboteur'],
  ): Promise<OfficeOnProcesses> {
    const office = new OfficeOnProcesses(saboteur);
    // The server's account is another than root's, and has to reach its cluster.
    chmodSync(office.folder, 0o755);
    const site = { cluster: join(office.folder, 'cluster'), log: join(office.folder, 'postgres.log') };
    office.postgres = await PostgresAt.make(site);
    await office.postgres.start();
    await office.postgres.createLedger();
    office.redis = await RedisServer.start();
    office.port = await freePort();
    for (const role of roles) await office.start(role);
    return office;
  }

  /** Of the api, the same after every start. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get connectionString(): string {
    return this.postgres.url();
  }

  get key(): string {
    return this.masterKey;
  }

  /** Ended, kindly or not, and started again. */
  async restart(part: Part, kindly: boolean): Promise<void> {
    if (part === 'PostgreSQL') {
      await this.postgres.stop(kindly ? 'SIGINT' : 'SIGQUIT');
      await this.postgres.start();
    } else if (part === 'Redis') {
      await this.redis.kill();
      await this.redis.run();
    } else {
      await this.servers.get(part)!.stop(kindly ? 'SIGTERM' : 'SIGKILL');
      await this.start(part);
    }
  }

  async stopServers(): Promise<void> {
    for (const server of this.servers.values()) await server.stop();
  }

  async close(): Promise<void> {
    for (const server of this.servers.values()) await server.stop('SIGKILL');
    await this.redis?.stop();
    await this.postgres?.stop('SIGQUIT');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  /** Until it starts: what it needs may not be up yet, and whoever runs it starts it again. */
  private async start(role: 'api' | 'projector' | 'worker'): Promise<void> {
    const task: ServingTask = {
      connectionString: this.connectionString,
      masterKey: this.masterKey,
      roles: [role],
      port: role === 'api' ? this.port : 0,
      redisUrl: this.redis.url,
      ...(this.saboteur && { saboteur: this.saboteur }),
    };
    for (let attempt = 1; ; attempt++) {
      try {
        this.servers.set(role, await ServerProcess.start(task));
        return;
      } catch (error) {
        if (attempt === 5) throw error;
        await pause(200);
      }
    }
  }
}
