import type { StoredEvent } from '@app/event-store';
import { bodyIn, contradicts, MOVING, type Claimed, type Opened } from './contradiction';

/** An event says otherwise than the cell, and nothing that could be shown explains it. */
export class OpenedContradicts extends Error {
  override readonly name = 'OpenedContradicts';
  constructor(readonly position: number) {
    super(`the event at position ${position} says that it is not of this cell`);
  }
}

/** Events of the log that may move a case from one cell into another. */
export type Moves = readonly Opened[];

export const isMoving = (type: string): boolean => (MOVING as readonly string[]).includes(type);

export const openedOf = (event: StoredEvent): Opened => ({
  position: event.position,
  header: { id: event.id, type: event.type },
  body: event.body,
});

/**
 * What has to be shown beside an opened event, so that it is seen why it is in the cell; nothing where it says so itself.
 * Corrections that came after a report had closed the year do not count any more, hence every beginning of them.
 * @throws OpenedContradicts
 */
export function movedBy(claimed: Claimed, opened: Opened, moves: Moves): Opened[] {
  if (!contradicts(claimed, opened, [])) return [];
  const corrections = moves.filter(
    ({ header, body }) => header.type === 'EntryCorrected' && bodyIn(body).data['targetEventId'] === opened.header.id,
  );
  const others = moves.filter(({ header }) => header.type !== 'EntryCorrected');
  const needed = others.filter((each) => isNeeded(each, opened));
  for (const around of [[], needed]) {
    for (let count = corrections.length; count >= 0; count--) {
      const shown = [...corrections.slice(0, count), ...around].sort((a, b) => a.position - b.position);
      if (!contradicts(claimed, opened, shown)) return shown;
    }
  }
  throw new OpenedContradicts(opened.position);
}

/** The ends of units, and the reports that were counted before the event was recorded. */
function isNeeded({ header, body, position }: Opened, opened: Opened): boolean {
  if (header.type === 'UnitAbolished') return true;
  const { data } = bodyIn(body);
  return Number(data['position'] ?? position - 1) < opened.position;
}
