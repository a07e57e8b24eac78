import type { AsOf } from '@app/read-models';
import { civilDate, instant, position } from './arguments';
import type { CommandContext, OptionTable } from './command';

/** Options of every command that answers about the past, on two clocks (D2, A-44). */
export const MOMENT_OPTIONS: OptionTable = {
  'as-of': { type: 'string' },
  at: { type: 'string' },
  on: { type: 'string' },
};
export const MOMENT_USAGE = '[--as-of INSTANT | --at POSITION] [--on DATE]';

/**
 * As we knew it: `--as-of` and `--at` name the same thing, a place in the log, and at most one of them is given. As it
 * was: `--on` names a day; what took effect later is left out.
 */
export async function momentOf({ args, ledger }: CommandContext): Promise<AsOf> {
  const asOf = args.text('as-of');
  const at = args.text('at');
  const on = args.text('on');
  return {
    ...(asOf !== undefined && { at: await ledger.foundation.store.positionAt(instant('as-of', asOf)) }),
    ...(at !== undefined && { at: position(at) }),
    ...(on !== undefined && { on: civilDate('on', on) }),
  };
}
