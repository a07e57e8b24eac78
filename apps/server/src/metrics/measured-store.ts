import {
  IdempotencyConflict,
  RevisionConflict,
  StoreUnavailable,
  type Appended,
  type EventStore,
} from '@app/event-store';
import type { Tracing } from '../tracing/tracing';
import type { Meters } from './meters';

/** How an append ended: stored, stored before, somebody else was first, id reused, no answer, or refused otherwise. */
export type AppendOutcome = 'appended' | 'again' | 'wrong_revision' | 'reused' | 'unavailable' | 'refused';

const OF_ERRORS: readonly [abstract new (...given: never[]) => Error, AppendOutcome][] = [
  [RevisionConflict, 'wrong_revision'],
  [IdempotencyConflict, 'reused'],
  [StoreUnavailable, 'unavailable'],
];

const outcomeOf = (error: unknown): AppendOutcome =>
  OF_ERRORS.find(([kind]) => error instanceof kind)?.[1] ?? 'refused';

/**
 * The same log, its appends measured and traced at the port. Of a stream only the kind is told, never the case. The span
 * belongs to whoever asked, however many appends go into the database together.
 */
export function measuredStore(
  store: EventStore,
  { meters, tracing }: { meters: Meters; tracing: Tracing },
): EventStore {
  const append = async (request: Parameters<EventStore['append']>[0]): Promise<Appended> => {
    const started = performance.now();
    const measured = (outcome: AppendOutcome): AppendOutcome => {
      meters.observe('ledger_append_seconds', { outcome }, (performance.now() - started) / 1_000);
      return outcome;
    };
    return tracing.within('append', { 'ledger.stream.kind': kindOf(request.stream) }, async (span) => {
      span.set({ 'ledger.events': request.events.length });
      try {
        const appended = await store.append(request);
        const outcome = measured(appended.duplicate ? 'again' : 'appended');
        if (!appended.duplicate) meters.observe('ledger_append_events', {}, request.events.length);
        span.set({ 'ledger.outcome': outcome, 'ledger.position': appended.position });
        return appended;
      } catch (error) {
        span.set({ 'ledger.outcome': measured(outcomeOf(error)) });
        throw error;
      }
    });
  };
  return {
    append,
    readStream: (stream, options) => store.readStream(stream, options),
    readAll: (options) => store.readAll(options),
    subscribe: (options) => store.subscribe(options),
    head: () => store.head(),
    outcomeOf: (commandId) => store.outcomeOf(commandId),
    positionAt: (instant) => store.positionAt(instant),
    close: () => store.close(),
  };
}

/** `case` of `case-0b6c…`: the kinds that the use cases write, without what follows. */
export const kindOf = (stream: string): string =>
  /^(case|unit|report|reads|calendar|seals|self-audits)(?=$|-)/.exec(stream)?.[0] ?? 'other';
