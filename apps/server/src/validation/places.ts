import type { Fault } from '@app/command-forms';
import type { ProblemPlace } from '../problems/problem';

/** Where a value came from, and so how its places are named. */
export type Source = 'body' | 'query' | 'param' | 'headers';

/** More places than a person reads help nobody. */
const MAX_PLACES = 20;
/** An unknown field's name is the sender's text; only so much of it goes back. */
const MAX_NAME = 60;

/** Faults as places: JSON pointers into the body, or names of parameters; `prefix` when a single value was checked. */
export function placesOf(faults: readonly Fault[], source: Source, prefix?: string): ProblemPlace[] {
  return faults.slice(0, MAX_PLACES).map(({ path, text, rule }) => ({
    ...name(prefix === undefined ? path : [prefix, ...path], source),
    rule,
    ...text,
  }));
}

function name(path: readonly PropertyKey[], source: Source): Omit<ProblemPlace, 'rule' | 'zh' | 'en'> {
  const parts = path.map((part) => String(part).slice(0, MAX_NAME));
  if (source === 'headers') return { header: parts.join('.') };
  if (source !== 'body') return { parameter: parts.join('.') };
  return { pointer: parts.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('') };
}
