import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { seconds } from './machine';

const ROOT = join(__dirname, '..', '..');
const GLANCE_MS = 100;
/** Clock ticks a second on Linux. */
const TICKS = 100;

export interface ChildRun {
  seconds: number;
  /** Highest resident memory of the process itself; absent where /proc is not. */
  peakRssMiB?: number;
  /** Processor time of the process itself, which other work on the machine stretches less than the clock's. */
  cpuSeconds?: number;
  stdout: string;
}

/** `ledger …` as somebody would call it, built; beside a running process on the same data folder. */
export const ledgerRun = (args: string[]): Promise<ChildRun> =>
  childRun(process.execPath, [join(ROOT, 'bin', 'ledger.js'), ...args]);

/** The verifier that shares no code with us. */
export const pythonRun = (file: string): Promise<ChildRun> =>
  childRun('python3', [join(ROOT, 'docs', 'verify.py'), file]);

/** @throws when it does not end with 0 */
async function childRun(command: string, args: string[]): Promise<ChildRun> {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  const use = { kib: 0, ticks: 0 };
  const took = await seconds(async () => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    const ended = once(child, 'close');
    void watch(child.pid!, () => child.exitCode !== null, use);
    const [code] = (await ended) as [number | null];
    if (code !== 0) {
      const said = Buffer.concat([...stderr, ...stdout])
        .toString()
        .slice(0, 2_000);
      throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${said}`);
    }
  });
  return {
    seconds: took,
    ...(use.kib > 0 && { peakRssMiB: Math.round(use.kib / 1024), cpuSeconds: use.ticks / TICKS }),
    stdout: Buffer.concat(stdout).toString(),
  };
}

/** The kernel keeps highest value and sum by itself, so that glances miss only what comes after the last. */
async function watch(pid: number, ended: () => boolean, use: { kib: number; ticks: number }): Promise<void> {
  while (!ended()) {
    const [status, stat] = await Promise.all(
      ['status', 'stat'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
    );
    use.kib = Math.max(use.kib, Number(/^VmHWM:\s+(\d+) kB/m.exec(status!)?.[1] ?? 0));
    const [user = 0, system = 0] = stat!.split(') ')[1]?.split(' ').slice(11, 13).map(Number) ?? [];
    use.ticks = Math.max(use.ticks, user + system);
    await setTimeout(GLANCE_MS);
  }
}
