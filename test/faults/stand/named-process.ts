import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ProcessRole } from '@app/runtime';
import { freePort } from '../../../libs/database/src/free-port';
import type { TwistedTask, Twist } from './twisted-server';

const root = join(__dirname, '..', '..', '..');
const STARTING_MS = 60_000;
/** Longer than the drain limit of a server: whoever is still there has broken it. */
const ENDING_MS = 60_000;

/** A server that was told to end in order, and went on until its limit or until it was killed. */
export class DidNotEnd extends Error {
  override readonly name = 'DidNotEnd';
}

/** What a server is told by its environment. */
export interface Ground {
  databaseUrl: string;
  masterKey: string;
  redisUrl?: string;
  /** More of its environment; `ROLES` among it wins over the role it is named after. */
  env?: Record<string, string>;
}

/** One server process of one role: the compiled product, or for a while the same with a twist. */
export class NamedProcess {
  private child: ChildProcess | undefined;
  private words = '';
  /** Ended without being told to. */
  deaths = 0;
  private expected = true;

  private constructor(
    readonly role: ProcessRole,
    private readonly ground: Ground,
    private readonly port: number,
  ) {}

  static async of(role: ProcessRole, ground: Ground): Promise<NamedProcess> {
    return new NamedProcess(role, ground, await freePort());
  }

  /** The same after every start. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number | undefined {
    return this.runs ? this.child?.pid : undefined;
  }

  get runs(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  get lastWords(): string {
    return this.words;
  }

  /** Started and listening; started again where what it needs was not there yet. */
  async start(twist?: Twist): Promise<void> {
    const giveUpAt = Date.now() + STARTING_MS;
    for (;;) {
      this.launch(twist);
      while (this.runs && !(await this.listens())) {
        if (Date.now() > giveUpAt) throw new Error(`${this.role} did not listen within a minute: ${this.words}`);
        await pause(50);
      }
      if (this.runs) return;
      if (Date.now() > giveUpAt) throw new Error(`${this.role} did not start: ${this.words}`);
      this.expected = true;
      await pause(200);
    }
  }

  /** Until it says that it stands at its named point; false when it ended, or the time is over. */
  async halted(withinMs = 20_000): Promise<boolean> {
    const end = Date.now() + withinMs;
    while (this.runs && !this.words.includes('halted') && Date.now() < end) await pause(10);
    return this.runs && this.words.includes('halted');
  }

  signal(signal: NodeJS.Signals): void {
    if (this.runs) this.child!.kill(signal);
  }

  /**
   * Answers its exit code; `null` where a signal ended it.
   * @throws DidNotEnd when it was told to end in order, and did not
   */
  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGKILL'): Promise<number | null> {
    const exitCode = await this.told(signal);
    // At its own limit a server gives up with 1; only 0 says that it ended in order.
    if (signal === 'SIGTERM' && exitCode !== 0)
      throw new DidNotEnd(`${this.role} ended with ${exitCode} of ${signal}: ${this.words}`);
    return exitCode;
  }

  /** The exit code of one that may be told not to end in order. @throws DidNotEnd when it had to be killed */
  async told(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    this.expected = true;
    if (!this.runs) return this.child?.exitCode ?? null;
    const gone = once(this.child!, 'exit');
    let killed = false;
    const late = setTimeout(() => (killed = this.child!.kill('SIGKILL')), ENDING_MS);
    this.child!.kill('SIGCONT');
    this.child!.kill(signal);
    await gone;
    clearTimeout(late);
    if (killed) throw new DidNotEnd(`${this.role} did not end within ${ENDING_MS} ms of ${signal}: ${this.words}`);
    return this.child!.exitCode;
  }

  private launch(twist?: Twist): void {
    const { databaseUrl, masterKey, redisUrl } = this.ground;
    const task: TwistedTask = { ...this.ground, role: this.role, port: this.port, twist: twist ?? 'none' };
    const args = twist
      ? [join(root, 'bin', 'run-ts.js'), join(__dirname, 'twisted-server.ts'), JSON.stringify(task)]
      : [join(root, 'dist', 'apps', 'server', 'src', 'main.js'), '--no-sample', '--port', `${this.port}`];
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: databaseUrl,
        DISCLOSURE_MASTER_KEY: masterKey,
        ROLES: this.role,
        LOG_LEVEL: 'silent',
        ...(redisUrl && { REDIS_URL: redisUrl }),
        ...this.ground.env,
      },
    });
    this.words = '';
    this.expected = false;
    child.stderr.on('data', (chunk: Buffer) => (this.words = `${this.words}${chunk.toString()}`.slice(-2_000)));
    child.once('exit', (code, signal) => {
      if (this.expected || child !== this.child) return;
      this.deaths++;
      process.stderr.write(`${this.role} ended by itself (${code ?? signal}): ${this.words.slice(-500)}\n`);
    });
    this.child = child;
  }

  private async listens(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/health/live`, { signal: AbortSignal.timeout(2_000) })).ok;
    } catch {
      return false;
    }
  }
}
