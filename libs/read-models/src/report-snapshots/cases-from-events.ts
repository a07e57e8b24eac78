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
import type { EventStore, RecordedEvent } from '@app/event-store';
import { isCaseEvent } from '../framework/case-events';
import { historyOf } from '../framework/case-histories';
import type { Register } from '../statistical-facts/registers';

/** These change how earlier events read (R-110, D9). */
const REWRITES: ReadonlySet<string> = new Set(['EntryCorrected', 'EntryRetracted', 'PersonErased']);

/** What the log says of a unit's register at several moments. */
export interface CountedFromEvents {
  /** By case, its facts at each moment; `undefined` where it counted nowhere. */
  cases: (StatisticalFacts | undefined)[][];
  /** Figures of table 2 of the year, as last recorded. */
  figures: ProactiveFigures;
}

/** A register and what the log says of it: when each report that counted it was counted, and at last at a position. */
export interface RegisterFromEvents extends CountedFromEvents, Register {}

/**
 * The cases of registers when their published reports were counted and at a position, from the log alone: no view is
 * asked what is in them. One pass over the log, however many registers and reports there are.
 */
export async function registersFromEvents(
  store: EventStore,
  registers: readonly Register[],
  { year, at }: { year: number; at: number },
): Promise<RegisterFromEvents[]> {
  const counts = registers.map(({ unit, published }) => {
    const moments = [...published.map(({ countedPosition }) => countedPosition), at];
    return new RegisterCount(store, { unit, year, moments });
  });
  const countOf = new Map(counts.map((count) => [count.unit, count]));
  for await (const stored of store.readAll({ to: at })) {
    await countOf.get(stored.metadata['unit'] as string)?.take(stored);
  }
  return registers.map((register, index) => ({ ...register, ...counts[index]!.counted() }));
}

/** Counts one register as its events come by. */
class RegisterCount {
  readonly unit: string;
  private readonly states = new Map<string, CaseState>();
  private readonly known = new Map<string, (StatisticalFacts | undefined)[]>();
  private readonly figures: ProactiveFigures = {};
  private next = 0;

  constructor(
    private readonly store: EventStore,
    private readonly asked: { unit: string; year: number; moments: readonly number[] },
  ) {
    this.unit = asked.unit;
  }

  async take(stored: RecordedEvent): Promise<void> {
    this.closeMoments(stored.position);
    const event = liftEvent(stored);
    if (isCaseEvent(event)) {
      this.states.set(event.stream, await after(this.store, this.states.get(event.stream), event));
    }
    if (event.type === 'ProactiveFigureRecorded' && event.data.year === this.asked.year) {
      this.figures[event.data.cell as keyof ProactiveFigures] = event.data.value;
    }
  }

  counted(): CountedFromEvents {
    this.closeMoments(Infinity);
    const { moments } = this.asked;
    return { cases: [...this.known.values()].map((facts) => moments.map((_, i) => facts[i])), figures: this.figures };
  }

  /** Between two moments a register changes only by its own events. */
  private closeMoments(position: number): void {
    const { moments } = this.asked;
    for (; this.next < moments.length && moments[this.next]! < position; this.next++) {
      remember(this.states, this.known, this.next);
    }
  }
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
