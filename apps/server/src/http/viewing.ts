import type { Request } from 'express';
import { READ_PURPOSES, type ReadPurpose } from '@app/disclosure';
import { Refused, type Viewing } from '@app/use-cases';
import { flag, oneOf } from '@app/command-forms';
import { commandHeadersOf } from './command-headers';

/** Query parameters of every route that can show what is protected (D9). */
export const viewingParams = {
  unmask: flag
    .optional()
    .describe('1：显示个人信息，须注明 purpose，并记入查阅登记 / show personal data, recorded first'),
  purpose: oneOf(READ_PURPOSES)
    .optional()
    .describe(
      `用途 / ${Object.entries(READ_PURPOSES)
        .map(([code, zh]) => `${code} ${zh}`)
        .join('，')}`,
    ),
};

/**
 * Who looks through a door and what for. To unmask and to say why come together.
 * @throws Refused E_PURPOSE, Refusal E_HEADER
 */
export async function viewingOf(
  request: Request,
  door: string,
  { unmask = false, purpose }: { unmask?: boolean | undefined; purpose?: ReadPurpose | undefined },
): Promise<Viewing> {
  const { actor } = await commandHeadersOf(request);
  if (unmask !== (purpose !== undefined)) throw new Refused({ code: 'E_PURPOSE', field: 'purpose' });
  return { actor, door, ...(purpose !== undefined && { purpose }) };
}
