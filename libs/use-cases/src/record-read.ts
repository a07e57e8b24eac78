import { randomUUID } from 'node:crypto';
import type { Actor, LedgerEventData } from '@app/disclosure';
import { RevisionConflict } from '@app/event-store';
import { appendEvents } from './append-events';
import type { WriteSide } from './write-side';

export type ReadRecord = LedgerEventData['ReadRecorded'];

/** Many may look at one case at the same moment; each finds its place in the end. */
const ATTEMPTS = 20;

/** Of one case, or of a unit where many cases are shown or searched at once. */
export const readsStream = ({ caseId, unit }: Pick<ReadRecord, 'caseId' | 'unit'>): string =>
  caseId === undefined ? `reads-of-${unit}` : `reads-${caseId}`;

/**
 * Records that protected fields are about to be shown. It has to be awaited before the answer leaves: when it throws, there
 * is no answer (T20). @throws StoreUnavailable, StoreFault, RevisionConflict
 */
export async function recordRead(write: WriteSide, actor: Actor, data: ReadRecord): Promise<void> {
  const [commandId, stream, today] = [randomUUID(), readsStream(data), write.today()];
  let last = -1;
  for (let attempt = 1; ; attempt++) {
    try {
      await appendEvents(write, {
        commandId,
        actor,
        stream,
        unit: data.unit,
        expectedRevision: last < 0 ? 'no_stream' : last,
        events: [{ type: 'ReadRecorded', effectiveOn: today, data }],
      });
      return;
    } catch (error) {
      if (!(error instanceof RevisionConflict) || attempt === ATTEMPTS) throw error;
      last = error.actual;
    }
  }
}
