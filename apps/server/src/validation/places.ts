import type { core, z } from 'zod';
import type { ProblemPlace } from '../problems/problem';
import { issueText } from './issue-text';
import { GENERAL_RULE, ruleAt, type PartRule } from './part-rules';

/** Where a value came from, and so how its places are named. */
export type Source = 'body' | 'query' | 'param' | 'headers';

/** More places than a person reads help nobody. */
const MAX_PLACES = 20;
/** An unknown field's name is the sender's text; only so much of it goes back. */
const MAX_NAME = 60;

/** Something wrong at one path of what was sent, and the rule of that part. */
export interface Fault extends PartRule {
  path: readonly PropertyKey[];
  text: { zh: string; en: string };
}

/** The faults zod found, each at its own path: unknown fields one by one, what is wrong with a record's key at the key. */
export function faultsIn(schema: z.ZodType, issues: readonly core.$ZodIssue[]): Fault[] {
  return issues.flatMap((issue): Fault[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: [...issue.path, key], text: issueText(issue), rule: GENERAL_RULE }));
    }
    if (issue.code === 'invalid_key') {
      const rule = ruleAt(schema, issue.path, true);
      return issue.issues.map((inner) => ({ path: [...issue.path, ...inner.path], text: issueText(inner), ...rule }));
    }
    const { rule, code } = ruleAt(schema, issue.path);
    // What is missing is not a wrong value: it has no refusal of its own.
    const missing = issue.code === 'invalid_type' && issue.input === undefined;
    return [{ path: issue.path, text: issueText(issue), rule, ...(code && !missing && { code }) }];
  });
}

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
