import { READ_PURPOSES, type ReadPurpose } from '@app/disclosure';
import type { Viewing } from '@app/use-cases';
import { WrongUsage, type Arguments, type OptionTable } from './command';
import { operator } from './operator';

/** Options of every command that can show what is protected (D9). */
export const VIEWING_OPTIONS: OptionTable = { unmask: { type: 'boolean' }, purpose: { type: 'string' } };
export const VIEWING_USAGE = `[--unmask --purpose ${Object.keys(READ_PURPOSES).join('|')}]`;

/** Who looks, and what for. To unmask and to say why come together. @throws WrongUsage */
export function viewingFrom(args: Arguments, door: string): Viewing {
  const purpose = args.text('purpose');
  if (args.flag('unmask') !== (purpose !== undefined)) {
    throw new WrongUsage('--unmask and --purpose come together', { field: 'purpose', rule: 'PIPL 51' });
  }
  return { actor: operator(), door, ...(purpose !== undefined && { purpose: purposeOf(purpose) }) };
}

function purposeOf(text: string): ReadPurpose {
  if (Object.hasOwn(READ_PURPOSES, text)) return text as ReadPurpose;
  throw new WrongUsage(`--purpose must be one of ${Object.keys(READ_PURPOSES).join(', ')}`, { field: 'purpose' });
}
