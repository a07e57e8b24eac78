import { userInfo } from 'node:os';
import { ROLES, type Actor, type Role } from '@app/disclosure';
import { WrongUsage } from './command';

/** Names the role of whoever runs the command. */
export const ROLE_VARIABLE = 'LEDGER_ROLE';

/**
 * What whoever runs a command on the machine is without being told: the data folder and its keys are theirs already. The
 * powers of the law, such as agreeing to an extension, do not come with a machine and have to be claimed.
 */
const DEFAULT_ROLE: Role = 'admin';

/** Who runs the command: the account of the operating system, unless `LEDGER_ACTOR` names another. @throws WrongUsage */
export function operator(): Actor {
  const id = process.env['LEDGER_ACTOR'] ?? account();
  if (!/^[\w.@-]{1,64}$/.test(id)) {
    throw new WrongUsage('LEDGER_ACTOR must be an account name of letters, digits, dot, dash, at sign or underscore', {
      field: 'LEDGER_ACTOR',
    });
  }
  return { id, role: roleOfOperator() };
}

function roleOfOperator(): Role {
  const told = process.env[ROLE_VARIABLE] ?? DEFAULT_ROLE;
  if (isRole(told) && told !== 'system') return told;
  const roles = Object.keys(ROLES).filter((role) => role !== 'system');
  throw new WrongUsage(`${ROLE_VARIABLE} must be one of ${roles.join(', ')}`, { field: ROLE_VARIABLE });
}

const isRole = (text: string): text is Role => Object.hasOwn(ROLES, text);

function account(): string {
  try {
    return userInfo().username;
  } catch {
    // A container's user may have no name.
    return `uid-${process.getuid?.() ?? 'unknown'}`;
  }
}
