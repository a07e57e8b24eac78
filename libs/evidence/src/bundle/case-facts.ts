import { evolve, factsOf, fold, type CaseEvent, type CaseState, type StatisticalFacts } from '@app/disclosure';

/** These change how earlier events read. */
const rewrites = ({ type }: CaseEvent): boolean => type === 'EntryCorrected' || type === 'EntryRetracted';

interface Moment {
  position: number;
  facts: StatisticalFacts | undefined;
}

/** The facts of one case at every position, from its counted events in order. */
export class CaseFacts {
  private readonly history: CaseEvent[] = [];
  private readonly moments: Moment[] = [];
  private state: CaseState | undefined;

  constructor(readonly unit: string) {}

  /** @throws whatever folding a history that no office could have recorded throws */
  add(event: CaseEvent): void {
    this.history.push(event);
    this.state = rewrites(event) ? fold(this.history) : evolve(this.state, event);
    const facts = this.state && factsOf(this.state);
    if (facts && !isDated(facts)) throw new RangeError('a day that is none');
    this.moments.push({ position: event.position, facts });
  }

  at(position: number): StatisticalFacts | undefined {
    return this.moments.findLast((moment) => moment.position <= position)?.facts;
  }
}

/** A correction may have put something else in the place of a day. */
const isDated = ({ statYear, concludedYear = 0, appeals }: StatisticalFacts): boolean =>
  [
    statYear,
    concludedYear,
    ...appeals.flatMap(({ filedOn, concludedOn = filedOn }) => [filedOn, concludedOn].map(yearOf)),
  ].every(Number.isInteger);

const yearOf = (day: string): number => Number(day.slice(0, 4));
