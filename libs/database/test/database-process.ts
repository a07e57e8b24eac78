import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { runningAsRoot, type ServerUser } from '../src/server-user';
import type { Answer, Question } from './child';
import type { Workshop } from './workshop';

/** A user a process of a spec runs as; `user` undefined = whoever runs the tests. */
export interface Runner {
  title: string;
  user: ServerUser | undefined;
}

/** Everyone this run can play: itself, and as root also a normal user. As a normal user the run itself is that user. */
export function runners(): Runner[] {
  const ourselves: Runner = { title: runningAsRoot() ? 'root' : 'a normal user', user: undefined };
  return runningAsRoot() ? [ourselves, { title: 'a normal user', user: normalUser() }] : [ourselves];
}

/** `daemon` exists everywhere and owns nothing; as a normal user that is ourselves. */
export function normalUser(): ServerUser | undefined {
  return runningAsRoot() ? { name: 'daemon', uid: 1, gid: 1 } : undefined;
}

/** A real process that opens data folders on request. */
export class DatabaseProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly said: string[],
  ) {}

  /** `fileBlocks`: no file written by the process, or by what it starts, may exceed so many blocks of 512 bytes. */
  static start(workshop: Workshop, user?: ServerUser, fileBlocks?: number): DatabaseProcess {
    const program = [workshop.nodeFor(user), join(workshop.root, 'test', 'child.js')];
    const limit = fileBlocks === undefined ? '' : `ulimit -f ${fileBlocks}; `;
    const child = spawn('/bin/sh', ['-c', `${limit}exec "$0" "$1"`, ...program], {
      cwd: '/',
      env: { PATH: process.env.PATH, HOME: '/', TMPDIR: process.env.TMPDIR },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      ...(user && { uid: user.uid, gid: user.gid }),
    });
    const said: string[] = [];
    child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    return new DatabaseProcess(child, said);
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** What the process logged so far. */
  get log(): string {
    return this.said.join('');
  }

  async ask(question: Question): Promise<Answer> {
    const done = new AbortController();
    const answered = once(this.child, 'message', { signal: done.signal }) as Promise<[Answer]>;
    const ended = once(this.child, 'exit', { signal: done.signal }).then((): never => {
      throw new Error(`the process ended: ${this.log}`);
    });
    this.child.send(question);
    try {
      const [answer] = await Promise.race([answered, ended]);
      return answer;
    } finally {
      done.abort();
      await Promise.allSettled([answered, ended]);
    }
  }

  /** Asks and expects to be served. */
  async get<T>(question: Question): Promise<T> {
    const answer = await this.ask(question);
    if ('ok' in answer) return answer.ok as T;
    throw new Error(`${JSON.stringify(answer)}\n${this.log}`);
  }

  /** `unsafe`: no fsync, where the spec is about something else and the disk need not wait. */
  open(dataDir: string, unsafe?: 'unsafe'): Promise<{ createdNow: boolean; connectionString: string }> {
    return this.get({ ask: 'open', dataDir, options: { unsafeForTests: unsafe !== undefined } });
  }

  sql<T>(text: string): Promise<T[]> {
    return this.get({ ask: 'sql', text });
  }

  close(): Promise<void> {
    return this.get({ ask: 'close' });
  }

  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}
