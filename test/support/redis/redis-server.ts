import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../../../libs/database/src/free-port';
import { RUN_FOLDER } from '../test-server';
import { redisProgram } from './redis-program';

/** A Redis of one spec, on a port of its own, with nothing on disk: what it forgets is forgotten. */
export class RedisServer {
  private child: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async start(): Promise<RedisServer> {
    const run = process.env[RUN_FOLDER];
    if (run === undefined) throw new Error(`${RUN_FOLDER} is not set: run this spec through jest`);
    const server = new RedisServer(mkdtempSync(join(run, 'redis-')), await freePort());
    await server.run();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it again after `kill`, empty. */
  async run(): Promise<void> {
    const { path, env } = redisProgram();
    const settings = ['--port', `${this.port}`, '--bind', '127.0.0.1', '--save', '', '--dir', this.folder];
    const pidFile = ['--pidfile', join(this.folder, 'redis.pid')];
    this.child = spawn(path, [...settings, ...pidFile], { env, stdio: 'ignore' });
    await this.answers();
  }

  async kill(): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** Everything it knew is gone; the server and its connections stay. */
  async forget(): Promise<void> {
    const client = new Redis(this.url);
    await client.flushall();
    client.disconnect();
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async answers(): Promise<void> {
    const client = new Redis(this.url, { maxRetriesPerRequest: null, retryStrategy: () => 20 });
    client.on('error', () => undefined);
    try {
      await client.ping();
    } finally {
      client.disconnect();
    }
  }
}
