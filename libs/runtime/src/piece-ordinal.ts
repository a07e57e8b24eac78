import { setTimeout } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { EventStore } from '@app/event-store';
import { applicantMonthOf } from '@app/read-models';
import type { WriteSide } from '@app/use-cases';

const PATIENCE_MS = 2000;
const PAUSE_MS = 20;

/**
 * The applicant's pieces of a month, counted by the view once it has all that the log holds now. `undefined` when it
 * stays behind for two seconds: the clerk's own count is then taken, as for an applicant nobody recognises.
 */
export function pieceOrdinalFrom(dataSource: DataSource, store: EventStore): NonNullable<WriteSide['pieceOrdinal']> {
  return async (caseId) => {
    const { position: head } = await store.head();
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
      const month = await applicantMonthOf(dataSource, caseId);
      if (month && month.position >= head) return month.ordinal ?? undefined;
      if (performance.now() >= end) return undefined;
      await setTimeout(PAUSE_MS);
    }
  };
}
