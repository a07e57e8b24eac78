import type { ProactiveFigures } from '@app/annual-report';
import {
  evolve,
  factsOf,
  fold,
  liftEvent,
  type CaseEvent,
  type CaseState,
  type StatisticalFacts,
} from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { isCaseEvent } from '../framework/case-events';
import { historyOf } from '../framework/case-histories';

/** These change how earlier events read (R-110, D9). */
const REWRITES: ReadonlySet<string> = new Set(['EntryCorrected', 'EntryRetracted', 'PersonErased']);

/** What the log says of a unit's register at several moments. */
export interface CountedFromEvents {
  /** By case, its facts at each moment; `undefined` where it counted nowhere. */
  cases: (StatisticalFacts | undefined)[][];
  /** Figures of table 2 of the year, as last recorded. */
  figures: ProactiveFigures;
}

/**
 * The cases of a unit at positions of the log, ascending, from the log alone: no view is asked. One pass over the log up
 * to the last of them.
 */
export async function casesFromEvents(
  store: EventStore,
  { unit, year, moments }: { unit: string; year: number; moments: readonly number[] },
): Promise<CountedFromEvents> {
  const states = new Map<string, CaseState>();
  const known = new Map<string, (StatisticalFacts | undefined)[]>();
  const figures: ProactiveFigures = {};
  let next = 0;
  const closeMoments = (position: number): void => {
    for (; next < moments.length && moments[next]! < position; next++) remember(states, known, next);
  };
  for await (const stored of store.readAll({ to: moments.at(-1) ?? 0 })) {
    closeMoments(stored.position);
    if (stored.metadata['unit'] !== unit) continue;
    const event = liftEvent(stored);
    if (isCaseEvent(event)) states.set(event.stream, await after(store, states.get(event.stream), event));
    if (event.type === 'ProactiveFigureRecorded' && event.data.year === year) {
      figures[event.data.cell as keyof ProactiveFigures] = event.data.value;
    }
  }
  closeMoments(Infinity);
  return { cases: [...known.values()].map((ofCase) => moments.map((_, index) => ofCase[index])), figures };
}

/** What changes how earlier events read is folded anew. */
async function after(store: EventStore, before: CaseState | undefined, event: CaseEvent): Promise<CaseState> {
  if (!REWRITES.has(event.type)) return evolve(before, event);
  return fold(await historyOf(store, event.stream, event.position))!;
}

function remember(
  states: ReadonlyMap<string, CaseState>,
  known: Map<string, (StatisticalFacts | undefined)[]>,
  moment: number,
): void {
  for (const [stream, state] of states) {
    const ofCase = known.get(stream) ?? [];
    ofCase[moment] = factsOf(state);
    known.set(stream, ofCase);
  }
}
