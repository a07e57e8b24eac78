import { stateCouncilCalendar } from '../calendar/calendar-with';
import type { CaseEvent, NewCaseEvent } from '../events/envelope';
import type { Finding } from '../vocabulary/findings';
import type { RejectionCode } from '../vocabulary/rejections';
import { findingsOf } from '../clocks/findings';
import type { Actor } from '../vocabulary/roles';
import type { CaseCommand, CaseCommandData, CaseCommandName, DecisionContext, Outcome } from './commands';
import { decide } from './decide';
import { fold } from './fold';
import type { CaseState } from './state';

/** The circumstances of an invented decision; a late enough day and the head of the office, so that nothing hides. */
export const circumstances: DecisionContext = {
  actor: { id: 'head', role: 'office_head' },
  caseId: 'demo-case',
  today: '2026-06-30',
  calendar: stateCouncilCalendar,
};

/** Reviews are done by others than the decision (E_SAME_PERSON). */
const ACTOR_OF: Partial<Record<CaseEvent['type'], Actor>> = {
  SecrecyReviewed: { id: 'reviewer', role: 'handler' },
  LegalReviewed: { id: 'lawyer', role: 'handler' },
};

/** Who gives a command in a story. */
function actorOf({ name }: CaseCommand): Actor {
  return (
    (name === 'RecordSecrecyReview' && ACTOR_OF.SecrecyReviewed) ||
    (name === 'RecordLegalReview' && ACTOR_OF.LegalReviewed) ||
    circumstances.actor
  );
}

/** Gives decided facts their envelope, as the log would: ids `event-1`, `event-2` … in order. */
export function recorded(events: readonly NewCaseEvent[], after: readonly CaseEvent[] = [], caseId = 'demo-case') {
  return events.map(({ note, ...event }, i) => {
    const revision = after.length + i;
    return {
      ...event,
      id: `event-${revision + 1}`,
      stream: `case-${caseId}`,
      recordedAt: '2026-01-01T00:00:00.000Z',
      actor: ACTOR_OF[event.type] ?? circumstances.actor,
      revision,
      position: revision + 1,
      metadata: { unit: 'DEMO', commandId: 'demo-command', ...(note !== undefined && { note }) },
    };
  });
}

/** The state that a history of decided facts amounts to. */
export function stateAfter(...events: NewCaseEvent[]): CaseState {
  const state = fold(recorded(events));
  if (!state) throw new Error('a history needs an event');
  return state;
}

/** A command by its name. */
export function command<T extends CaseCommandName>(name: T, data: CaseCommandData[T], note?: string): CaseCommand {
  return { name, data, ...(note !== undefined && { note }) } as CaseCommand;
}

/** `given(what happened).when(what is asked).then(what is recorded)`, or `.thenRejected(code)`. */
export function given(...history: NewCaseEvent[]) {
  return {
    when(asked: CaseCommand, changed: Partial<DecisionContext> = {}) {
      const past = recorded(history);
      const context = { ...circumstances, history: past, ...changed };
      return new Then(past, decide(asked, fold(past), context), context);
    },
  };
}

class Then {
  constructor(
    private readonly past: CaseEvent[],
    readonly outcome: Outcome,
    private readonly context: DecisionContext,
  ) {}

  then(...expected: NewCaseEvent[]): this {
    expect(this.outcome).toEqual({ events: expected });
    return this;
  }

  thenRejected(code: RejectionCode, field?: string): this {
    expect(this.outcome).toMatchObject({ rejection: { code, ...(field && { field }) } });
    return this;
  }

  /** Accepted; the case is in that state afterwards. */
  thenStatus(status: CaseState['status']): this {
    expect(this.stateNow().status).toBe(status);
    return this;
  }

  /** Accepted, and remarkable: the codes of all findings afterwards. */
  thenFindings(...codes: Finding['code'][]): this {
    expect(findingsOf(this.stateNow(), this.context.calendar).map(({ code }) => code)).toEqual(codes);
    return this;
  }

  private stateNow(): CaseState {
    if ('rejection' in this.outcome) throw new Error(`refused with ${this.outcome.rejection.code}`);
    const state = fold([...this.past, ...recorded(this.outcome.events, this.past)]);
    if (!state) throw new Error('no case');
    return state;
  }
}

/** Carries out commands one after the other on an empty register; every one has to be accepted. */
export function story(...asked: CaseCommand[]): CaseState {
  const history: CaseEvent[] = [];
  for (const one of asked) {
    const outcome = decide(one, fold(history), { ...circumstances, history, actor: actorOf(one) });
    if ('rejection' in outcome) throw new Error(`${one.name} was refused with ${outcome.rejection.code}`);
    history.push(...recorded(outcome.events, history));
  }
  const state = fold(history);
  if (!state) throw new Error('a story needs a registration');
  return state;
}
