import type { core } from 'zod';
import type { ProblemPlace } from '../problems/problem';
import { issueText } from './issue-text';

/** Where a value came from, and so how its places are named. */
export type Source = 'body' | 'query' | 'param' | 'headers';

/** More places than a person reads help nobody. */
const MAX_PLACES = 20;
/** An unknown field's name is the sender's text; only so much of it goes back. */
const MAX_NAME = 60;

/** The places of a zod error, as JSON pointers into the body or names of parameters. */
export function placesOf(issues: readonly core.$ZodIssue[], source: Source): ProblemPlace[] {
  return issues
    .flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ path: [...issue.path, key], text: issueText(issue) }))
        : [{ path: issue.path, text: issueText(issue) }],
    )
    .slice(0, MAX_PLACES)
    .map(({ path, text }) => ({ ...name(path, source), ...text }));
}

function name(path: readonly PropertyKey[], source: Source): Omit<ProblemPlace, 'zh' | 'en'> {
  const parts = path.map((part) => String(part).slice(0, MAX_NAME));
  if (source === 'headers') return { header: parts.join('.') };
  if (source !== 'body') return { parameter: parts.join('.') };
  return { pointer: parts.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('') };
}
