import {
  clocksOf,
  decide,
  evolve,
  factsOf,
  fold,
  stateCouncilCalendar,
  type CaseCommand,
  type CaseEvent,
  type CaseState,
  type NewCaseEvent,
} from '@app/disclosure';
import { coreCells } from './core-cells';
import { Difference } from './difference';
import { expected } from './expected-dates';
import { INVARIANTS } from './invariants';
import { asked, type Asked } from './asked';
import { firstDay, lastDayOf } from './days';
import type { Intent } from './intents';
import { emptyTally, type Tally } from './tally';
import { ask, cellsOf, emptyBook, LAST_KNOWN, type Book, type Case, type Verdict } from './rules';

/** The functions of the core that are held against the model; a saboteur changes one of them from outside. */
export interface Core {
  decide: typeof decide;
  evolve: typeof evolve;
  fold: typeof fold;
  clocksOf: typeof clocksOf;
  factsOf: typeof factsOf;
}
export const core: Core = { decide, evolve, fold, clocksOf, factsOf };

const YEARS = [2024, 2025, 2026];
/** Beyond it due dates run out of the known schedules. */
const LAST_TODAY = '2026-08-15';

/** Plays one sequence on model and core and stops at the first difference. */
export function play(start: number, intents: readonly Intent[], tested: Core = core, tally = emptyTally()): void {
  const course = new Course(tested, tally, firstDay(start));
  tally.sequences++;
  for (const intent of intents) if (!course.go(intent)) return;
}

/** An accepted act, the book before it and where its facts begin in the history. */
interface Step {
  first: Asked;
  before: Book;
  at: number;
}

class Course {
  private book: Book = emptyBook;
  private theirs: CaseState | undefined;
  private readonly history: CaseEvent[] = [];
  private readonly acts: Asked[] = [];
  private today: string;
  private step: Step | undefined;

  constructor(
    private readonly tested: Core,
    private readonly tally: Tally,
    private last: string,
  ) {
    this.today = last;
  }

  /** False once the sequence has left the years with a schedule. */
  go(intent: Intent): boolean {
    // A void case or one in parts has nothing before it; a few tries are enough.
    const { status } = this.book.now ?? {};
    if ((status === 'VOID' || status === 'SPLIT') && intent.day % 2) return false;
    const one = asked(intent, this.book, this.last, this.today);
    if (one.today > LAST_TODAY || this.last > LAST_TODAY) return false;
    const { command, id, role, today } = one;
    const { verdict, book } = ask(this.book, command, { id, role, today });
    const outcome = this.tested.decide(command, this.theirs, {
      actor: { id, role },
      caseId: 'model-case',
      today,
      calendar: stateCouncilCalendar,
      history: this.history,
    });
    const tried = [...this.acts, one];
    this.count(command, verdict, outcome);
    if ('rejection' in outcome) {
      if (typeof verdict !== 'string')
        throw new Difference('accepted', tried, verdict.map(typeOf), outcome.rejection.code);
      return true;
    }
    if (typeof verdict === 'string') throw new Difference('refused', tried, verdict, outcome.events.map(typeOf));
    this.same('facts', tried, verdict.map(typeOf), outcome.events.map(typeOf));
    this.acts.push(one);
    const [before, bookBefore] = [this.theirs, this.book];
    this.book = book;
    for (const event of outcome.events) this.record(event, one);
    // A rewritten history is read again from its beginning.
    if (REWRITES.includes(command.name)) this.theirs = this.tested.fold(this.history);
    this.last = lastDayOf(command, this.last);
    this.today = today > this.today ? today : this.today;
    this.compare();
    this.hold(REWRITES.includes(command.name), before);
    this.swap(one, outcome.events.length);
    this.step = { first: one, before: bookBefore, at: this.history.length - outcome.events.length };
    return true;
  }

  /** R §15, 1 to 5 and 7. */
  private hold(rewritten: boolean, before: CaseState | undefined): void {
    const { clocksOf: clocks, fold: foldAll } = this.tested;
    const { history, book } = this;
    const reached = { before, state: this.theirs!, history, book, clocks, fold: foldAll, rewritten };
    for (const [name, broken] of Object.entries(INVARIANTS)) {
      const found = broken(reached);
      if (found !== undefined) throw new Difference(`invariant ${name}`, this.acts, 'holds', found);
    }
  }

  private record(event: NewCaseEvent, { today, id, role }: Asked): void {
    const revision = this.history.length;
    const { note: _, ...fact } = event;
    const stored: CaseEvent = {
      ...fact,
      id: `event-${revision + 1}`,
      stream: 'case-model-case',
      recordedAt: `${today}T08:00:00.000Z`,
      actor: { id, role },
      revision,
      position: revision + 1,
      metadata: { unit: 'DEMO', commandId: `command-${revision}` },
    };
    this.history.push(stored);
    this.theirs = this.tested.evolve(this.theirs, stored);
  }

  /**
   * R §15, 6: two acts one after the other that the model accepts in either order, with the same case after them, do
   * not depend on each other. The core must see the same case when it reads them the other way round.
   */
  private swap(second: Asked, factsOfSecond: number): void {
    const { first, before, at } = this.step ?? {};
    if (!first || !before?.now || at === undefined) return;
    if (REWRITES.includes(first.command.name) || REWRITES.includes(second.command.name)) return;
    const around = ({ id, role }: Asked) => ({ id, role, today: this.today });
    const sooner = ask(before, second.command, around(second));
    const later = ask(sooner.book, first.command, around(first));
    const inOrder = ask(ask(before, first.command, around(first)).book, second.command, around(second));
    if (typeof sooner.verdict === 'string' || typeof later.verdict === 'string') return;
    if (JSON.stringify(sooner.verdict) !== JSON.stringify(inOrder.verdict)) return;
    const seen = (now: Case) => {
      const decisions = now.decisions.map(({ id: _, ...decision }) => decision);
      return JSON.stringify([now.status, decisions, expected(now, this.today), YEARS.map((y) => cellsOf(now, y))]);
    };
    if (seen(later.book.now!) !== seen(this.book.now!)) return;
    this.tally.swapped++;
    const events = this.history.slice(at);
    const moved = [...events.slice(-factsOfSecond), ...events.slice(0, -factsOfSecond)];
    const swapped = this.tested.fold([...this.history.slice(0, at), ...moved])!;
    this.same(
      'invariant 6: recorded the other way round',
      this.acts,
      this.picture(this.theirs!),
      this.picture(swapped),
    );
  }

  /** The case as far as the order of recording must not show. */
  private picture(state: CaseState): unknown {
    const clocks = this.tested.clocksOf(state, stateCouncilCalendar, this.today);
    const facts = this.tested.factsOf(state);
    return [
      state.status,
      clocks
        .map(({ id, startedOn, dueOn, state: goes, stoppedOn }) => [id, startedOn, dueOn, goes, stoppedOn])
        .toSorted(),
      YEARS.map((year) => coreCells(facts, year)),
    ];
  }

  private same(what: string, acts: readonly Asked[], ours: unknown, theirs: unknown): void {
    if (JSON.stringify(ours) !== JSON.stringify(theirs)) throw new Difference(what, acts, ours, theirs);
  }

  /** State, due dates and cells after an accepted act. */
  private compare(): void {
    const [ours, theirs] = [this.book.now!, this.theirs!];
    this.same('status', this.acts, ours.status, theirs.status);
    this.same('receivedOn', this.acts, ours.receivedOn, theirs.receivedOn);
    const clocks = this.tested.clocksOf(theirs, stateCouncilCalendar, this.today);
    for (const [id, due] of Object.entries(expected(ours, this.today))) {
      const shown = clocks
        .filter((clock) => clock.id === id)
        .map(({ dueOn }) => dueOn)
        .toSorted();
      if (due.some((each) => each > LAST_KNOWN)) continue;
      this.same(id, this.acts, due.toSorted(), shown);
    }
    const facts = this.tested.factsOf(theirs);
    for (const year of YEARS) {
      this.same(`cells of ${year}`, this.acts, sorted(cellsOf(ours, year)), sorted(coreCells(facts, year)));
    }
  }

  private count(command: CaseCommand, verdict: Verdict, outcome: ReturnType<typeof decide>): void {
    const key = `${this.book.now?.status ?? '–'} × ${command.name}`;
    const cell = this.tally.reached.get(key) ?? { tried: 0, accepted: 0 };
    this.tally.reached.set(key, cell);
    this.tally.commands++;
    cell.tried++;
    if ('events' in outcome) {
      this.tally.accepted++;
      cell.accepted++;
    } else if (typeof verdict === 'string' && verdict !== outcome.rejection.code) {
      const codes = `${command.name}: ${verdict} / ${outcome.rejection.code}`;
      this.tally.otherCode.set(codes, (this.tally.otherCode.get(codes) ?? 0) + 1);
    }
  }
}

const REWRITES: readonly string[] = ['CorrectEntry', 'RetractEntry'];
const typeOf = ({ type }: { type: string }): string => type;
const sorted = (cells: Record<string, number>) => Object.entries(cells).toSorted(([a], [b]) => (a < b ? -1 : 1));
