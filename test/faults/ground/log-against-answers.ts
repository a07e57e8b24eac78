import { readLogAsFound, verifyChain, type EventAsFound } from '@app/event-store';
import type { Acknowledged } from './acknowledging-writers';

export interface LogJudged {
  events: number;
  /** Acknowledged, and not in the log where the answer said (O1). */
  lost: number;
  /** Commands stored more than once (O2). */
  doubled: number;
  /** Stored, though nobody had asked for it. */
  foreign: number;
  /** Holes, disorder, another hash, a time before the last one (O3, O6). */
  faults: number;
}

/** The log of a database, held against what its writers were answered. */
export async function logAgainstAnswers(
  connectionString: string,
  acknowledged: readonly Acknowledged[],
  mayBeStored: ReadonlySet<string> = new Set(),
): Promise<LogJudged> {
  return readLogAsFound(connectionString, async (log) => {
    const found: EventAsFound[] = [];
    for await (const event of log.events()) found.push(event);
    const { faults } = await verifyChain(found, { head: log.head });
    const times = new Map<string, number>();
    for (const { commandId } of found) times.set(commandId, (times.get(commandId) ?? 0) + 1);
    const place = new Map(
      found.map((event) => [event.commandId, `${event.stream} ${event.revision} ${event.position}`]),
    );
    const answered = new Set(acknowledged.map(({ commandId }) => commandId));
    return {
      events: found.length,
      lost: acknowledged.filter(
        ({ commandId, stream, revision, position }) => place.get(commandId) !== `${stream} ${revision} ${position}`,
      ).length,
      doubled: [...times.values()].filter((count) => count > 1).length,
      foreign: [...times.keys()].filter((id) => !answered.has(id) && !mayBeStored.has(id)).length,
      faults: faults.length,
    };
  });
}
