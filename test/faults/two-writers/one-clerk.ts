import {
  civilDateOf,
  decide,
  fold,
  stateCouncilCalendar,
  type Actor,
  type CaseCommand,
  type CaseEvent,
  type CaseState,
  type NewCaseEvent,
  type Outcome,
} from '@app/disclosure';
import { deriveEventId } from '@app/event-store';
import { isDeepStrictEqual } from 'node:util';
import type { Specification } from './linearizable';

/** A command on a case, or a look at the ids of all its events. */
export type Asked =
  | {
      commandId: string;
      caseId: string;
      actor: Actor;
      command: CaseCommand;
      /** The revision the clerk saw (If-Match). */
      expectedRevision?: number;
    }
  | 'look';

export type Answer =
  | { accepted: string[]; revision: number }
  /** A refusal of the law by its code. */
  | { refused: string }
  /** Another revision than the one stated. */
  | 'stale'
  /** Three others wrote first (F8). */
  | 'busy'
  /** The id was used for another command. */
  | 'reused'
  | { looked: string[] };

/** A case as one clerk alone with it leaves it. */
export interface OneCase {
  history: CaseEvent[];
  state: CaseState | undefined;
}

const today = civilDateOf(new Date().toISOString());
export const EMPTY: OneCase = { history: [], state: undefined };
/** A refusal of the law must be decided again to be judged; the same question on the same history has one answer. */
const decided = new WeakMap<OneCase, Map<unknown, Outcome>>();

/** The core's decide and fold, one command after the other (F8): what many clerks must be equal to. */
export function oneClerk(start: OneCase = EMPTY): Specification<OneCase, Asked, Answer> {
  return { start, key: ({ history }) => history.map(({ id }) => id).join(), step };
}

function step(before: OneCase, asked: Asked, answer: Answer | undefined): OneCase | undefined {
  if (asked === 'look') {
    const ids = before.history.map(({ id }) => id);
    return typeof answer === 'object' && 'looked' in answer && isDeepStrictEqual(answer.looked, ids)
      ? before
      : undefined;
  }
  const { commandId, expectedRevision } = asked;
  const own = before.history.filter(({ metadata }) => metadata.commandId === commandId);
  if (own.length > 0) return answer !== undefined && fitsEarlier(before, asked, answer, own) ? before : undefined;
  const revision = before.history.length - 1;
  const stale = expectedRevision !== undefined && expectedRevision !== revision;
  if (answer === 'stale') return stale ? before : undefined;
  if (answer === 'busy') return expectedRevision === undefined ? before : undefined;
  if (answer === 'reused' || stale) return undefined;
  const outcome = decideOn(before, asked);
  if (answer !== undefined && 'refused' in answer)
    return 'rejection' in outcome && outcome.rejection.code === answer.refused ? before : undefined;
  if ('rejection' in outcome) return undefined;
  const after = withEvents(before, asked, outcome.events);
  if (answer === undefined) return after;
  const ids = after.history.slice(before.history.length).map(({ id }) => id);
  const fits = 'accepted' in answer && answer.revision === after.history.length - 1;
  return fits && isDeepStrictEqual(answer.accepted, ids) ? after : undefined;
}

type Command = Exclude<Asked, 'look'>;

/** A command that comes again is answered as the first time, or told that its id is another's (F5). */
function fitsEarlier({ history }: OneCase, asked: Command, answer: Answer, own: CaseEvent[]): boolean {
  if (typeof answer === 'object' && 'accepted' in answer) {
    const ids = own.map(({ id }) => id);
    return answer.revision === own.at(-1)!.revision && isDeepStrictEqual(answer.accepted, ids);
  }
  if (answer !== 'reused') return false;
  const earlier = history.slice(0, own[0]!.revision);
  const outcome = decideOn({ history: earlier, state: fold(earlier) }, asked);
  return 'rejection' in outcome || !isDeepStrictEqual(outcome.events.map(said), own.map(said));
}

const said = ({ type, data }: Pick<NewCaseEvent, 'type' | 'data'>): unknown =>
  JSON.parse(JSON.stringify({ type, data }));

function decideOn(before: OneCase, asked: Command): Outcome {
  const known = decided.get(before) ?? new Map<unknown, Outcome>();
  decided.set(before, known);
  const found = known.get(asked);
  if (found) return found;
  const { command, actor, caseId } = asked;
  const { history, state } = before;
  const outcome = decide(command, state, { actor, caseId, today, calendar: stateCouncilCalendar, history });
  known.set(asked, outcome);
  return outcome;
}

/** The case with events under their envelope, as the log would give it. */
export function withEvents(before: OneCase, asked: Command, events: readonly NewCaseEvent[]): OneCase {
  const { commandId, actor, caseId } = asked;
  const added = events.map(({ note, ...event }, index) => {
    const revision = before.history.length + index;
    return {
      ...(JSON.parse(JSON.stringify(event)) as NewCaseEvent),
      id: deriveEventId(commandId, index),
      stream: `case-${caseId}`,
      recordedAt: '2026-01-01T00:00:00.000Z',
      actor,
      revision,
      position: revision + 1,
      metadata: { unit: 'DEMO', commandId, ...(note !== undefined && { note }) },
    };
  });
  const history = [...before.history, ...added] as CaseEvent[];
  return { history, state: fold(history) };
}
