import { evolve, factsOf, fold, type CaseEvent, type CaseState } from '@app/disclosure';
import type { FactsOverTime } from './registers-in-log';

/** A case as its stream tells it. */
export interface ReplayedCase {
  unit: string;
  caseNo: string;
  spans: FactsOverTime[];
  /** As an event at or before the position left it. */
  stateAt(position: number): CaseState | undefined;
}

/** These change how earlier events read, so the case is folded anew (R-110, D9). */
const REWRITES: ReadonlySet<string> = new Set(['EntryCorrected', 'EntryRetracted', 'PersonErased']);

/** Folds one case; `undefined` where it has no event. */
export function replayedCase(history: readonly CaseEvent[]): ReplayedCase | undefined {
  const states: CaseState[] = [];
  const spans: FactsOverTime[] = [];
  for (const [index, event] of history.entries()) {
    const state = REWRITES.has(event.type) ? fold(history.slice(0, index + 1))! : evolve(states.at(-1), event);
    states.push(state);
    const facts = factsOf(state);
    const standing = spans.at(-1)?.to === null ? spans.at(-1) : undefined;
    if (JSON.stringify(standing?.facts) === JSON.stringify(facts)) continue;
    if (standing) standing.to = event.position;
    if (facts) spans.push({ from: event.position, to: null, facts });
  }
  const last = states.at(-1);
  if (!last) return undefined;
  const { unit, caseNo } = last;
  return { unit, caseNo, spans, stateAt: (position) => states.findLast((state) => state.position <= position) };
}

/** The spans as they stood at a position. */
export const spansAt = (spans: readonly FactsOverTime[], position: number): FactsOverTime[] =>
  spans.filter(({ from }) => from <= position).map((span) => ({ ...span, to: endAt(span.to, position) }));

const endAt = (to: number | null, position: number): number | null => (to !== null && to > position ? null : to);
