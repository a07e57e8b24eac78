import { randomUUID } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeFolder } from './make-folder';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity';
import { DatabaseRefused, errnoOf, refusalOfFileError } from './refusals';

/*
 * Node has no flock. Each holder makes the next numbered file, complete with its content, by hard link: exactly one
 * process can make a number. The lock is free when the highest number is released or its holder is dead; nobody ever
 * removes or overwrites another's live file, so there is no window in which two processes both "break" a stale lock.
 */

const WAIT_MS = 90_000;
const POLL_MS = 25;

interface Ticket {
  number: number;
  holder: ProcessIdentity | undefined;
}

/** Runs `work` while no other process runs work under the same folder. Throws IN_USE after 90 s of waiting. */
export async function withFolderLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const release = await acquire(folder);
  try {
    return await work();
  } finally {
    release();
  }
}

async function acquire(folder: string): Promise<() => void> {
  try {
    makeFolder(folder, 0o700);
    const giveUpAt = Date.now() + WAIT_MS;
    for (;;) {
      const highest = highestTicket(folder);
      if (highest.holder === undefined || !isAlive(highest.holder)) {
        const mine = highest.number + 1;
        if (take(folder, mine)) return () => letGo(folder, mine);
      } else if (Date.now() > giveUpAt) {
        throw new DatabaseRefused('IN_USE', `${folder}, pid ${highest.holder.pid}`);
      }
      await pause(POLL_MS);
    }
  } catch (error) {
    throw refusalOfFileError(error, folder);
  }
}

function take(folder: string, number: number): boolean {
  const draft = join(folder, `draft-${randomUUID()}`);
  writeFileSync(draft, JSON.stringify(identityOf(process.pid)), { mode: 0o644 });
  try {
    linkSync(draft, ticketPath(folder, number));
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  // A slow process may have made a number that was used and swept away long ago: a higher one voids ours.
  if (highestTicket(folder).number !== number) {
    rmSync(ticketPath(folder, number), { force: true });
    return false;
  }
  for (const old of numbers(folder)) if (old < number - 1) rmSync(ticketPath(folder, old), { force: true });
  return true;
}

/** An emptied ticket is a released one; the file stays, so that the numbers only ever rise. */
function letGo(folder: string, number: number): void {
  writeFileSync(ticketPath(folder, number), '');
}

function highestTicket(folder: string): Ticket {
  const number = Math.max(0, ...numbers(folder));
  if (number === 0) return { number, holder: undefined };
  try {
    const text = readFileSync(ticketPath(folder, number), 'utf8');
    return { number, holder: text === '' ? undefined : (JSON.parse(text) as ProcessIdentity) };
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return highestTicket(folder);
    throw error;
  }
}

function numbers(folder: string): number[] {
  return readdirSync(folder).flatMap((name) => (/^ticket-(\d+)$/.exec(name)?.[1] ? [Number(name.slice(7))] : []));
}

function ticketPath(folder: string, number: number): string {
  return join(folder, `ticket-${number}`);
}
