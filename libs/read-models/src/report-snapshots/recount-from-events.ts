import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import {
  bookedFacts,
  summed,
  requestGroupOf,
  tabulate,
  type AnnualTables,
  type ProactiveFigures,
} from '@app/annual-report';
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
import { inSnapshot } from '../database/in-transaction';
import { registersOf, type Register } from '../statistical-facts/registers';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';

/** These change how earlier events read (R-110, D9). */
const REWRITES: ReadonlySet<string> = new Set(['EntryCorrected', 'EntryRetracted', 'PersonErased']);

/** The tables of a year counted from the log alone, no view asked: the other side of K-07. */
export class RecountFromEvents extends Query<AnnualTables> {
  constructor(
    readonly unit: string,
    readonly year: number,
    readonly at: number,
  ) {
    super();
  }
}

@QueryHandler(RecountFromEvents)
export class RecountFromEventsHandler implements IQueryHandler<RecountFromEvents> {
  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute({ unit, year, at }: RecountFromEvents): Promise<AnnualTables> {
    const registers = await inSnapshot(this.dataSource, (manager) => registersOf(manager, { unit, year, at }));
    const counted: AnnualTables[] = [];
    for (const register of registers) counted.push(await this.counted(register, year, at));
    return summed(counted);
  }

  private async counted({ unit, published }: Register, year: number, at: number): Promise<AnnualTables> {
    const moments = [...published.map(({ countedPosition }) => countedPosition), at];
    const states = new Map<string, CaseState>();
    const known = new Map<string, (StatisticalFacts | undefined)[]>();
    const figures: ProactiveFigures = {};
    let next = 0;
    const closeMoments = (position: number): void => {
      for (; next < moments.length && moments[next]! < position; next++) remember(states, known, next);
    };
    for await (const stored of this.store.readAll({ to: at })) {
      closeMoments(stored.position);
      if (stored.metadata['unit'] !== unit) continue;
      const event = liftEvent(stored);
      if (isCaseEvent(event)) states.set(event.stream, await this.after(states.get(event.stream), event));
      if (event.type === 'ProactiveFigureRecorded' && event.data.year === year) {
        figures[event.data.cell as keyof ProactiveFigures] = event.data.value;
      }
    }
    closeMoments(Infinity);
    const years = published.map((each) => each.year);
    const cases = [...known.values()].flatMap((ofCase) => {
      const booked = bookedFacts(
        years,
        moments.map((_, index) => ofCase[index]),
      );
      return booked ? [booked] : [];
    });
    const requests = cases.map(requestGroupOf);
    const appeals = cases.flatMap((ofCase) => ofCase.appeals.map(({ booked }) => ({ ...booked, count: 1 })));
    return tabulate({ requests, appeals, figures }, year);
  }

  /** What changes how earlier events read is folded anew. */
  private async after(before: CaseState | undefined, event: CaseEvent): Promise<CaseState> {
    if (!REWRITES.has(event.type)) return evolve(before, event);
    return fold(await historyOf(this.store, event.stream, event.position))!;
  }
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
