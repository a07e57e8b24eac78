import { z } from 'zod';
import type { CaseCommandName } from '@app/disclosure';
import { long } from '../validation/parts';
import { APPEAL_ROUTES } from './appeal.routes';
import type { CommandTable } from './command-route';
import { CONSULTATION_ROUTES } from './consultation.routes';
import { CORRECTION_ROUTES } from './correction.routes';
import { PERIOD_ROUTES } from './period.routes';
import { REGISTRATION_ROUTES } from './registration.routes';
import { REPLY_ROUTES } from './reply.routes';

/** Every command over HTTP, in the order of a case's life. Routes, validation, OpenAPI and the fuzz all read this. */
export const COMMAND_ROUTES: CommandTable = {
  ...REGISTRATION_ROUTES,
  ...CORRECTION_ROUTES,
  ...CONSULTATION_ROUTES,
  ...PERIOD_ROUTES,
  ...REPLY_ROUTES,
  ...APPEAL_ROUTES,
};

export const COMMAND_NAMES = Object.keys(COMMAND_ROUTES) as CaseCommandName[];

/** The JSON body of a command; an unknown field is refused. */
export function bodySchema(name: CaseCommandName): z.ZodObject {
  const note = long.optional().describe('备注，随事件保存 / note kept with the events');
  return z.strictObject({ ...(COMMAND_ROUTES[name].shape as z.ZodRawShape), note });
}
