import type { CaseCommandName } from '@app/disclosure';
import { derivedId } from '@app/use-cases';
import type { MadeFields } from './command-form';

type InnerId = Exclude<MadeFields[keyof MadeFields], 'caseNo'>;

/** Commands that open something inside a case, and the field that names it. */
const MADE_IDS: { [K in Exclude<keyof MadeFields, 'RegisterApplication'>]: MadeFields[K] } = {
  ConsultThirdParty: 'consultId',
  ConsultAgency: 'consultId',
  RecordReconsideration: 'reconId',
  RecordLitigation: 'suitId',
};

/** The id of what the command opens: the client's, or one that follows from the command's id, so that a retry makes the same. */
export function madeIdOf(
  name: CaseCommandName,
  commandId: string,
  body: Record<string, unknown>,
): Partial<Record<InnerId, string>> {
  const field = (MADE_IDS as Partial<Record<CaseCommandName, InnerId>>)[name];
  if (field === undefined) return {};
  const given = body[field];
  return { [field]: typeof given === 'string' ? given : derivedId(commandId, field) };
}
