import { isDeepStrictEqual } from 'node:util';
import type { LedgerEvent, LedgerEventType, NewEventOf } from '@app/disclosure';

/**
 * Whether a decision made again says what was stored. A retry is told from another command under the same id by
 * deciding again, not by a digest kept in the log: a digest over a name could still be guessed after its erasure (D9).
 */
export function sameEvents(decided: readonly NewEventOf<LedgerEventType>[], stored: readonly LedgerEvent[]): boolean {
  return isDeepStrictEqual(decided.map(comparable), stored.map(stated));
}

const stated = ({ type, effectiveOn, data, metadata: { note } }: LedgerEvent): unknown =>
  comparable({ type, effectiveOn, data, note } as NewEventOf<LedgerEventType>);

/** As JSON would have it: absent and `undefined` are one. */
const comparable = ({ type, effectiveOn, data, note }: NewEventOf<LedgerEventType>): unknown =>
  JSON.parse(JSON.stringify({ type, effectiveOn, data, note }));
