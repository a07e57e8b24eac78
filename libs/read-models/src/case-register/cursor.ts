import { isCivilDate, type CivilDate } from '@app/disclosure';
import { BadCursor } from '../framework/refusals';

/** The last line of a page: where the next page goes on. */
export interface Place {
  receivedOn: CivilDate | null;
  caseId: string;
}

export const cursorOf = ({ receivedOn, caseId }: Place): string =>
  Buffer.from(JSON.stringify([receivedOn, caseId])).toString('base64url');

/** @throws BadCursor */
export function placeOf(cursor: string): Place {
  let place: unknown;
  try {
    place = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw new BadCursor();
  }
  if (!Array.isArray(place) || place.length !== 2) throw new BadCursor();
  const [receivedOn, caseId] = place as [unknown, unknown];
  if (typeof caseId !== 'string' || caseId.includes('\0')) throw new BadCursor();
  if (receivedOn !== null && (typeof receivedOn !== 'string' || !isCivilDate(receivedOn))) throw new BadCursor();
  return { receivedOn, caseId };
}
