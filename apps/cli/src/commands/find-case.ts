import { FindCase } from '@app/read-models';
import { RefusedByLedger, type CommandContext } from '../command';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The id of the case that an argument, the first unless told, names, by number or id. @throws RefusedByLedger */
export async function caseIdFrom(
  { args, ledger }: CommandContext,
  asked: string = args.positionals[0]!,
): Promise<string> {
  const found = await ledger.ask(
    new FindCase(UUID.test(asked) ? { caseId: asked } : { caseNo: asked, unit: args.text('unit') }),
  );
  if (!found) throw new RefusedByLedger('E_CASE_UNKNOWN', { field: 'case' });
  return found.caseId;
}
