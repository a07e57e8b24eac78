import type { Actor, CaseCommand, CaseCommandName } from '@app/disclosure';
import {
  ActOnCase,
  RegisterApplication,
  SplitApplication,
  type RegisterApplicationRequest,
  type SplitApplicationRequest,
} from '@app/use-cases';
import { madeIdOf } from './made-ids';

/** A command as it came in at a door, validated against its form. */
export interface ToldCommand {
  name: CaseCommandName;
  /** UUID of the command; a retry carries the same one (F5). */
  commandId: string;
  actor: Actor;
  /** The revision the clerk saw. */
  expectedRevision?: number;
  /** What the form leaves to the path: the unit or the case, and ids inside the case. */
  params: Record<string, string>;
  body: Record<string, unknown>;
}

/** The use case to run, and the ids of what it opens inside the case. */
export function useCaseOf({ name, commandId, actor, expectedRevision, params, body }: ToldCommand) {
  const { note, ...fields } = body as { note?: string };
  const { caseId, ...named } = params;
  const made = madeIdOf(name, commandId, fields);
  const data = { ...fields, ...named, ...made };
  if (name === 'RegisterApplication' || caseId === undefined) {
    const registration = data as RegisterApplicationRequest['data'];
    return { made, useCase: new RegisterApplication({ commandId, actor, data: registration, note }) };
  }
  const onCase = { caseId, commandId, actor, expectedRevision };
  if (name === 'SplitApplication') {
    const split = data as unknown as SplitApplicationRequest['data'];
    return { made, useCase: new SplitApplication({ ...onCase, data: split, note }) };
  }
  // The form of `name` is type-checked against its data, so the pair fits.
  return { made, useCase: new ActOnCase({ ...onCase, command: { name, data, note } as CaseCommand }) };
}
