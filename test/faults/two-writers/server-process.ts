import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DidNotEnd } from '../stand/named-process';
import type { ServingTask } from './serving-child';

/** Whoever does not end by then is ended, and the test fails. */
const ENDING_MS = 60_000;
const root = join(__dirname, '..', '..', '..');

/** A server in a process of its own. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    /** `http://127.0.0.1:…` */
    readonly url: string,
  ) {}

  /** Started, and listening. */
  static async start(task: ServingTask): Promise<ServerProcess> {
    const args = [join(root, 'bin', 'run-ts.js'), join(__dirname, 'serving-child.ts'), JSON.stringify(task)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let words = '';
    child.stderr.on('data', (chunk: Buffer) => (words = `${words}${chunk.toString()}`.slice(-2000)));
    const lines = createInterface(child.stdout);
    const url = await Promise.race([
      once(lines, 'line').then(([line]) => String(line)),
      once(child, 'exit').then(() => Promise.reject(new Error(`the server did not start: ${words}`))),
    ]);
    return new ServerProcess(child, url);
  }

  /** Asks it to finish, or ends it at once; resolves when it is gone. @throws DidNotEnd */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill(signal);
    const late = setTimeout(() => this.child.kill('SIGKILL'), ENDING_MS);
    await gone;
    clearTimeout(late);
    if (signal === 'SIGTERM' && this.child.exitCode !== 0)
      throw new DidNotEnd(`a server ended with ${this.child.exitCode ?? this.child.signalCode} after ${signal}`);
  }
}
