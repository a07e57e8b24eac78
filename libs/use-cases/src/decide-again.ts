import { IdempotencyConflict, RevisionConflict } from '@app/event-store';
import { CommandIdReused } from './refused';

/** A decision is made again when somebody wrote first, at most this often (F8). */
const ATTEMPTS = 3;

/**
 * Decides, and decides again on the history as it is by then, where somebody else wrote in between. Whoever stated the
 * revision they saw (If-Match) has lost at once: another history is a conflict to them, not a retry.
 * @throws RevisionConflict, CommandIdReused, and what the decision throws
 */
export async function decideAgain<T>(
  { commandId, expectedRevision }: { commandId: string; expectedRevision?: number },
  attempt: () => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof IdempotencyConflict) throw new CommandIdReused(commandId);
      const lostRace = error instanceof RevisionConflict && expectedRevision === undefined;
      if (!lostRace || tries === ATTEMPTS) throw error;
    }
  }
}
