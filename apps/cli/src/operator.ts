import { userInfo } from 'node:os';
import type { Actor } from '@app/disclosure';
import { WrongUsage } from './command';

/** Who runs the command: the account of the operating system, unless `LEDGER_ACTOR` names another. */
export function operator(): Actor {
  const id = process.env['LEDGER_ACTOR'] ?? account();
  if (!/^[\w.@-]{1,64}$/.test(id)) {
    throw new WrongUsage('LEDGER_ACTOR must be an account name of letters, digits, dot, dash, at sign or underscore', {
      field: 'LEDGER_ACTOR',
    });
  }
  return { id, role: 'handler' };
}

function account(): string {
  try {
    return userInfo().username;
  } catch {
    // A container's user may have no name.
    return `uid-${process.getuid?.() ?? 'unknown'}`;
  }
}
