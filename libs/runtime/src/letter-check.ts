import type { EventStore } from '@app/event-store';
import { checkSentLetter } from '@app/letters';
import { knownUnitOf, type KnownCalendars, type WriteSide } from '@app/use-cases';

/**
 * The letter is rendered as its draft was: with the calendar and the name of the unit that are known now. A notice that
 * came between draft and act makes another text, and the letter is drafted again.
 */
export function letterCheck(
  store: EventStore,
  calendars: () => Promise<KnownCalendars>,
): NonNullable<WriteSide['checkLetter']> {
  return async ({ unit, ...kept }) => {
    const known = await calendars();
    // What follows its event is counted as the event was, like every letter that is rendered again.
    const calendarAt = (position: number) => (kept.eventId === undefined ? known.latest : known.at(position));
    checkSentLetter({ ...kept, unit: await knownUnitOf(store, unit), calendarAt });
  };
}
