import { liftEvent, type CaseEvent } from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { historyOf } from '../framework/case-histories';
import { caseIdOfStream } from '../framework/log-reader';

/** Cases whose last event has not come by yet that are held at most; an office works on some thousand at a time. */
export const OPEN_CASES = 2_000;

/** A case with all its events up to a position. */
export interface CompletedCase {
  caseId: string;
  history: CaseEvent[];
  /** Cases held when it was complete, it included. */
  held: number;
}

/**
 * Every case once, when its last event comes by: one pass over the log. Of more than `most` open ones the longest
 * unused is let go, and read from its stream in the end.
 */
export async function* completedCases(
  store: Pick<EventStore, 'readAll' | 'readStream'>,
  /** Case ids with the positions of their last events. */
  lastOf: ReadonlyMap<string, number>,
  { to, most = OPEN_CASES }: { to: number; most?: number },
): AsyncGenerator<CompletedCase> {
  /** By case id, the longest unused first. */
  const open = new Map<string, CaseEvent[]>();
  for await (const stored of store.readAll({ to })) {
    const caseId = caseIdOfStream(stored.stream);
    const last = lastOf.get(caseId);
    if (last === undefined) continue;
    const before = open.get(caseId);
    open.delete(caseId);
    // What was let go, or is, has a hole from here on.
    const whole = stored.revision === (before?.length ?? 0);
    const history = before ?? [];
    if (whole) history.push(liftEvent(stored) as CaseEvent);
    if (stored.position === last) {
      yield { caseId, history: whole ? history : await historyOf(store, stored.stream, to), held: open.size + 1 };
    } else if (whole) {
      open.set(caseId, history);
      if (open.size > most) open.delete(open.keys().next().value!);
    }
  }
}
