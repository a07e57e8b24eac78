import { z } from 'zod';
import type { CaseCommandName } from '@app/disclosure';
import { long } from './parts';
import { APPEAL_FORMS } from './appeal.forms';
import type { CommandTable } from './command-form';
import { CONSULTATION_FORMS } from './consultation.forms';
import { CORRECTION_FORMS } from './correction.forms';
import { PERIOD_FORMS } from './period.forms';
import { REGISTRATION_FORMS } from './registration.forms';
import { REPLY_FORMS } from './reply.forms';

/** Every command over HTTP, in the order of a case's life. Routes, validation, OpenAPI and the fuzz all read this. */
export const COMMAND_FORMS: CommandTable = {
  ...REGISTRATION_FORMS,
  ...CORRECTION_FORMS,
  ...CONSULTATION_FORMS,
  ...PERIOD_FORMS,
  ...REPLY_FORMS,
  ...APPEAL_FORMS,
};

export const COMMAND_NAMES = Object.keys(COMMAND_FORMS) as CaseCommandName[];

/** The JSON body of a command; an unknown field is refused. */
export function bodySchema(name: CaseCommandName): z.ZodObject {
  const note = long.optional().describe('备注，随事件保存 / note kept with the events');
  return z.strictObject({ ...(COMMAND_FORMS[name].shape as z.ZodRawShape), note });
}
