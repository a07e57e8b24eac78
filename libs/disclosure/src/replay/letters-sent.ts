import type { CivilDate } from '../calendar/civil-date';
import type { CaseEvent, CaseEventType } from '../events/envelope';
import type { Actor } from '../vocabulary/roles';

/** A letter that went out with an act, as its event keeps it. */
export interface LetterSent {
  revision: number;
  position: number;
  eventId: string;
  type: CaseEventType;
  /** Name of its template. */
  kind: string;
  version: number;
  /** SHA-256 of the canonical text, hexadecimal. */
  textHash: string;
  sentOn: CivilDate;
  actor: Actor;
}

/** The letters of a history. What was sent was sent: neither a retraction nor a correction changes it. */
export function lettersSent(history: readonly CaseEvent[]): LetterSent[] {
  return history.flatMap((event) => {
    // Of an erased person the event keeps nothing (D9).
    const letter = 'letter' in event.data ? event.data.letter : undefined;
    if (!letter) return [];
    const { revision, position, id: eventId, type, effectiveOn: sentOn, actor } = event;
    const { template: kind, version, textHash } = letter;
    return [{ revision, position, eventId, type, kind, version, textHash, sentOn, actor }];
  });
}
