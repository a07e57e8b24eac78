import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** One process, not merely one number: a pid is used again, a pid together with its start is not. */
export interface ProcessIdentity {
  pid: number;
  /** Opaque; equal for the same process only. Empty where the platform does not tell. */
  started: string;
}

/** The identity of a living process, or undefined when there is none (a zombie is none). */
export function identityOf(pid: number): ProcessIdentity | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

export function isAlive(identity: ProcessIdentity): boolean {
  return identityOf(identity.pid)?.started === identity.started;
}

function fromProc(pid: number): ProcessIdentity | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The name in parentheses may itself hold spaces and parentheses: read from the last one on.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startTicks] = [fields[0], fields[19]];
  if (state === 'Z' || state === 'X') return undefined;
  return { pid, started: `${bootId()}:${startTicks}` };
}

let boot: string | undefined;
function bootId(): string {
  boot ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return boot;
}

function fromPs(pid: number): ProcessIdentity | undefined {
  try {
    const out = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    return out === '' || out.startsWith('Z') ? undefined : { pid, started: out.replace(/^\S+\s+/, '') };
  } catch {
    return undefined;
  }
}
