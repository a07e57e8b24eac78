import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../../../libs/database/src/free-port';
import { redisProgram } from '../../support/redis/redis-program';

/** A Redis that keeps what it knows in an append-only file, on a disk that a fault family chooses. */
export class RedisAt {
  private child: ChildProcess | undefined;
  private constructor(private readonly port: number) {}

  static async start(disk: string): Promise<RedisAt> {
    const redis = new RedisAt(await freePort());
    await redis.run(disk);
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** On the same port, with what lies on the disk. */
  async run(disk: string): Promise<void> {
    const { path, env } = redisProgram();
    const folder = join(disk, 'redis');
    mkdirSync(folder, { recursive: true });
    const place = ['--port', `${this.port}`, '--bind', '127.0.0.1', '--dir', folder];
    this.child = spawn(path, [...place, '--save', '', '--appendonly', 'yes', '--appendfsync', 'everysec'], {
      env,
      stdio: 'ignore',
    });
    const client = new Redis(this.url, { maxRetriesPerRequest: null, retryStrategy: () => 20 });
    client.on('error', () => undefined);
    await client.ping();
    client.disconnect();
  }

  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  async kill(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Whether it takes writes. */
  async takes(): Promise<boolean> {
    const client = new Redis(this.url, { maxRetriesPerRequest: 1, connectTimeout: 1_000 });
    client.on('error', () => undefined);
    try {
      await client.set('tried', 'x'.repeat(10_000));
      return true;
    } catch {
      return false;
    } finally {
      client.disconnect();
    }
  }
}
