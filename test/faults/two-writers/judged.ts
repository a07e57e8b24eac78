import { ask, emptyBook, type Book } from '../../model/rules';
import type { PlayedCommand } from '../../model/making';
import { linearizable, type Operation } from './linearizable';
import { oneClerk, type Answer, type Asked } from './one-clerk';

export type Call = Operation<Asked, Answer>;

export interface Figures {
  commands: number;
  accepted: number;
  refused: number;
  stale: number;
  busy: number;
  reused: number;
  unknown: number;
  /** Cases whose history was judged. */
  histories: number;
  longestSearch: number;
  /** Acknowledged events that are not there at the end (O1). */
  lost: number;
  /** Accepted acts that the independent model accepts as well. */
  modelled: number;
  /** Sentences; empty when everything held. */
  faults: string[];
}

/** Every case is a stream of its own, so each history is judged alone. */
export function judged(calls: readonly Call[], looks: readonly { caseId: string; call: Call }[]): Figures {
  const figures: Figures = {
    ...{ commands: 0, accepted: 0, refused: 0, stale: 0, busy: 0, reused: 0, unknown: 0 },
    ...{ histories: 0, longestSearch: 0, lost: 0, modelled: 0, faults: [] },
  };
  for (const { answer } of calls) figures[kindOf(answer)]++;
  figures.commands = calls.length;
  const cases = new Map<string, Call[]>();
  for (const call of calls) {
    const { caseId } = call.asked as { caseId: string };
    cases.set(caseId, [...(cases.get(caseId) ?? []), call]);
  }
  for (const [caseId, ofCase] of cases) {
    const looked = looks.flatMap((look) => (look.caseId === caseId ? [look.call] : []));
    const { legal, looked: places, order } = linearizable(oneClerk(), [...ofCase, ...looked]);
    figures.histories++;
    const last = looked.at(-1)?.answer as { looked: string[] } | undefined;
    figures.lost += new Set(ofCase.flatMap(acknowledged).filter((id) => last?.looked.includes(id) === false)).size;
    figures.longestSearch = Math.max(figures.longestSearch, places);
    if (!legal) figures.faults.push(`no order explains a case after ${order.length} of ${ofCase.length} calls`);
    figures.faults.push(...ofCase.filter((call) => busyWithoutCause(call, ofCase)).map(() => 'busy without cause'));
    const { modelled, faults } = heldAgainstModel(order);
    figures.modelled += modelled;
    figures.faults.push(...faults);
  }
  return figures;
}

const acknowledged = ({ answer }: Call): string[] =>
  typeof answer === 'object' && 'accepted' in answer ? answer.accepted : [];

function kindOf(answer: Answer | undefined): 'accepted' | 'refused' | 'stale' | 'busy' | 'reused' | 'unknown' {
  if (answer === undefined) return 'unknown';
  if (typeof answer === 'string') return answer;
  return 'accepted' in answer ? 'accepted' : 'refused';
}

/** Whoever is told that others kept changing the case was passed by three of them while waiting (F8). */
function busyWithoutCause(call: Call, ofCase: readonly Call[]): boolean {
  if (call.answer !== 'busy') return false;
  const others = ofCase.filter(
    ({ answer, invoked, answered }) =>
      (answer === undefined || (typeof answer === 'object' && 'accepted' in answer)) &&
      invoked < call.answered &&
      answered > call.invoked,
  );
  return new Set(others.map(({ asked }) => (asked as { commandId: string }).commandId)).size < 3;
}

/** The order found, once more in the model that was written from the regulation (O4). */
function heldAgainstModel(order: readonly Call[]): { modelled: number; faults: string[] } {
  let book: Book = emptyBook;
  let modelled = 0;
  const known = new Set<string>();
  const faults: string[] = [];
  for (const { asked, answer } of order) {
    if (asked === 'look' || known.has(asked.commandId)) continue;
    if (answer !== undefined && !(typeof answer === 'object' && 'accepted' in answer)) continue;
    known.add(asked.commandId);
    const { id, role } = asked.actor;
    const around = { id, role, today: '2026-06-30' };
    const told = ask(book, asked.command as PlayedCommand, around);
    if (typeof told.verdict === 'string') {
      faults.push(`the model refuses ${asked.command.name}: ${told.verdict}`);
      break;
    }
    book = told.book;
    modelled++;
  }
  return { modelled, faults };
}
