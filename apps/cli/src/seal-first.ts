import { randomUUID } from 'node:crypto';
import { Refused, SealKeyMissing, SealLog } from '@app/use-cases';
import type { CommandContext } from './command';
import { operator } from './operator';

/** Evidence ends where the last seal does, so one is made first where that is possible. */
export async function sealFirst({ ledger, note }: Pick<CommandContext, 'ledger' | 'note'>): Promise<void> {
  try {
    await ledger.execute(new SealLog({ commandId: randomUUID(), actor: operator() }));
  } catch (error) {
    const mayNot = error instanceof Refused && error.rejection.code === 'E_ROLE';
    if (!mayNot && !(error instanceof SealKeyMissing)) throw error;
    note('未能先封签，止于上一次封签 not sealed just now; it ends at the last seal');
  }
}
