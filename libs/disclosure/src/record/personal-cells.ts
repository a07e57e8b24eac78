import { ERASED, HIDDEN, isMask } from '../privacy/masks';
import type { CaseRecord } from './case-record';

const PERSONAL = ['applicantName', 'applicantIdProof', 'contact', 'infoDescription', 'note'] as const;

/**
 * The row without the cells that tell nothing about the person: those an export masked or said to be erased, and all of
 * them once the person was erased (D9). The same old file, imported again, does not bring a name back.
 */
export function withoutUntoldPerson(row: CaseRecord, { erased }: { erased: boolean }): CaseRecord {
  const told = { ...row };
  for (const cell of PERSONAL) {
    const text = told[cell];
    if (text !== undefined && (erased || saysNothing(text))) delete told[cell];
  }
  return told;
}

/** Notes of one case come joined, each masked for itself. */
const saysNothing = (text: string): boolean => isMask(text) || text.includes(HIDDEN) || text.includes(ERASED);
