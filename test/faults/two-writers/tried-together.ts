import { randomUUID } from 'node:crypto';
import {
  civilDateOf,
  fold,
  stateCouncilCalendar,
  type Actor,
  type CaseCommand,
  type CaseCommandName,
  type CaseEvent,
  type CaseStatus,
} from '@app/disclosure';
import {
  deriveEventId,
  RevisionConflict,
  type EventStore,
  type EventToAppend,
  type RecordedEvent,
} from '@app/event-store';
import { ActOnCase, caseStream, CommandIdReused, Refused } from '@app/use-cases';
import { ActOnCaseHandler } from '../../../libs/use-cases/src/act-on-case';
import { COMMANDS, STATUSES } from '../../../libs/disclosure/src/case/matrix';
import { PERMISSIONS } from '../../../libs/disclosure/src/case/permissions';
import { HISTORY_OF, SAMPLE_OF } from '../../../libs/disclosure/src/case/sample-histories';
import { recorded } from '../../../libs/disclosure/src/case/specification';
import { linearizable, type Judgement, type Operation } from './linearizable';
import { oneClerk, type Answer, type Asked } from './one-clerk';

const today = civilDateOf(new Date().toISOString());
const HEAD: Actor = { id: 'head', role: 'office_head' };
const REVIEWER: Actor = { id: 'reviewer', role: 'handler' };
/** No holiday notice is in the log. */
const CALENDARS = { latest: stateCouncilCalendar, at: () => stateCouncilCalendar, revision: -1 };
const ON_A_CASE = COMMANDS.filter((name) => name !== 'RegisterApplication' && name !== 'SplitApplication');

/** Commands on one case, and the state in which it stands when they come. */
export interface Together {
  status: CaseStatus;
  names: CaseCommandName[];
}

/** Every ordered pair, in a state that allows both, or the first, or the second, or neither. */
export function orderedPairs(): Together[] {
  const allows = (name: CaseCommandName, status: CaseStatus) => PERMISSIONS[name][status] === 'allowed';
  return ON_A_CASE.flatMap((first, i) =>
    ON_A_CASE.map((second, j) => {
      const both = STATUSES.filter((status) => allows(first, status) && allows(second, status));
      const one = STATUSES.filter((status) => allows(first, status) || allows(second, status));
      const some = both.length > 0 ? both : one.length > 0 ? one : STATUSES;
      // Another of the states for another pair.
      return { status: some[(i + j) % some.length]!, names: [first, second] };
    }),
  );
}

export const triplesOf = (random: () => number, count: number): Together[] =>
  Array.from({ length: count }, () => {
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
    return { status: pick(STATUSES), names: [pick(ON_A_CASE), pick(ON_A_CASE), pick(ON_A_CASE)] };
  });

/** A place between two steps of a use case, where another one may go on. */
export type Turn = <T>(label: string, work: () => Promise<T>) => Promise<T>;
const atOnce: Turn = (_label, work) => work();

/** Puts a case into the log, lets the commands loose on it, and judges what they were answered. */
export async function together(
  { status, names }: Together,
  stores: readonly EventStore[],
  {
    turn = atOnce,
    settle = (work) => work(),
  }: { turn?: Turn; settle?: <T>(work: () => Promise<T>) => Promise<T> } = {},
): Promise<Judgement<Asked, Answer> & { answers: (Answer | undefined)[] }> {
  const caseId = randomUUID();
  const before = await caseIn(stores[0]!, caseId, status);
  const asked = names.map((name, n) => commandOn(before, caseId, name, n));
  let clock = 0;
  const tick = () => ++clock;
  const calls = await settle(() =>
    Promise.all(
      asked.map(async (one, client): Promise<Operation<Asked, Answer>> => {
        const invoked = tick();
        const answer = await answerOf(one, stores[client % stores.length]!, turn);
        return { client, invoked, answered: tick(), asked: one, answer };
      }),
    ),
  );
  const ids: string[] = [];
  for await (const { id } of stores[0]!.readStream(caseStream(caseId))) ids.push(id);
  const look = { client: names.length, invoked: tick(), answered: tick(), asked: 'look' as const };
  const judgement = linearizable(oneClerk({ history: before, state: fold(before) }), [
    ...calls,
    { ...look, answer: { looked: ids } },
  ]);
  return { ...judgement, answers: calls.map(({ answer }) => answer) };
}

type Command = Exclude<Asked, 'look'>;

async function answerOf(asked: Command, store: EventStore, turn: Turn): Promise<Answer> {
  const slow: EventStore = Object.assign(Object.create(store) as EventStore, {
    append: (request: Parameters<EventStore['append']>[0]) => turn('append', () => store.append(request)),
    async *readStream(...told: Parameters<EventStore['readStream']>) {
      const events: RecordedEvent[] = [];
      await turn('read', async () => {
        for await (const event of store.readStream(...told)) events.push(event);
      });
      yield* events;
    },
  });
  const write = {
    store: slow,
    calendars: () => Promise.resolve(CALENDARS),
    today: () => today,
    matchKey: (text: string) => text,
  };
  try {
    const receipt = await new ActOnCaseHandler(write).execute(new ActOnCase(asked));
    return { accepted: receipt.events.map(({ id }) => id), revision: receipt.revision };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.rejection.code };
    if (error instanceof CommandIdReused) return 'reused';
    if (error instanceof RevisionConflict) return asked.expectedRevision === undefined ? 'busy' : 'stale';
    throw error;
  }
}

/** Now and then the revision is stated (If-Match). */
function commandOn(before: readonly CaseEvent[], caseId: string, name: CaseCommandName, n: number): Command {
  const data = { ...SAMPLE_OF[name], ...(name === 'RetractEntry' && { targetEventId: before.at(-1)!.id }) };
  if (name === 'CorrectEntry' || name === 'RecordLetter')
    Object.assign(data, { [name === 'CorrectEntry' ? 'targetEventId' : 'aboutEventId']: before[0]!.id });
  return {
    commandId: randomUUID(),
    caseId,
    actor: name.endsWith('Review') ? REVIEWER : HEAD,
    command: { name, data } as CaseCommand,
    ...((before.length + n + name.length) % 4 === 0 && { expectedRevision: before.length - 1 }),
  };
}

async function caseIn(store: EventStore, caseId: string, status: CaseStatus): Promise<CaseEvent[]> {
  const commandId = randomUUID();
  const history = recorded(HISTORY_OF[status], [], caseId);
  const told = JSON.stringify(history).replace(
    /"event-(\d+)"/g,
    (_, n) => `"${deriveEventId(commandId, Number(n) - 1)}"`,
  );
  const events = (JSON.parse(told) as CaseEvent[]).map((event) => ({
    ...event,
    metadata: { ...event.metadata, commandId },
  }));
  const toAppend = events.map(({ id, type, effectiveOn, actor, data, metadata }) => ({
    ...{ id, type, effectiveOn, actor, data, metadata },
    schemaVersion: 1,
  })) as unknown as EventToAppend[];
  await store.append({ stream: caseStream(caseId), expectedRevision: 'no_stream', commandId, events: toAppend });
  return events;
}
