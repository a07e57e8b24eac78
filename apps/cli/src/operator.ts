import { userInfo } from 'node:os';
import type { Actor } from '@app/disclosure';

/** Who runs the command: the account of the operating system, unless `LEDGER_ACTOR` names another. */
export function operator(): Actor {
  return { id: process.env['LEDGER_ACTOR'] ?? account(), role: 'handler' };
}

function account(): string {
  try {
    return userInfo().username;
  } catch {
    // A container's user may have no name.
    return `uid-${process.getuid?.() ?? 'unknown'}`;
  }
}
