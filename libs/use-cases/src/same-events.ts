import { isDeepStrictEqual } from 'node:util';
import type { LedgerEvent, LedgerEventType, NewEventOf } from '@app/disclosure';

/**
 * Whether a decision made again says what was stored. A retry is told from another command under the same id by
 * deciding again, not by a digest kept in the log: a digest over a name could still be guessed after its erasure (D9).
 */
export function sameEvents(decided: readonly NewEventOf<LedgerEventType>[], stored: readonly LedgerEvent[]): boolean {
  return isDeepStrictEqual(decided.map(comparable), stored.map(stated));
}

const stated = ({ type, data, metadata: { note } }: LedgerEvent): unknown => comparable({ type, data, note });

/**
 * As JSON would have it: absent and `undefined` are one. Without the day of effect: that is a day of the data, or the
 * day it was told, and a retry may come after midnight.
 */
const comparable = ({ type, data, note }: Pick<NewEventOf<LedgerEventType>, 'type' | 'data' | 'note'>): unknown =>
  JSON.parse(JSON.stringify({ type, data, note }));
