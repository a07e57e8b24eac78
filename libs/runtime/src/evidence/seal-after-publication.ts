import type { CommandBus } from '@nestjs/cqrs';
import { LogBroken } from '@app/evidence';
import { derivedId, SealKeyMissing, SealLog } from '@app/use-cases';

/**
 * A published report is sealed with everything it was counted from, so that a deposit of its seal holds the report. The
 * report stays published where there is no key, or where the log is broken: the day's seal and `ledger verify` say so.
 * @throws StoreUnavailable
 */
export async function sealAfterPublication(commands: CommandBus, publication: string): Promise<void> {
  const actor = { id: 'system', role: 'system' } as const;
  try {
    await commands.execute(new SealLog({ commandId: derivedId('seal', publication), actor }));
  } catch (error) {
    if (!(error instanceof SealKeyMissing || error instanceof LogBroken)) throw error;
  }
}
