import type { core, z } from 'zod';
import { issueText } from './issue-text';
import { GENERAL_RULE, ruleAt, type PartRule } from './part-rules';

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
