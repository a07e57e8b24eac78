import { z } from 'zod';
import type { Assumption, CaseCommand, CaseCommandName } from '@app/disclosure';
import { civilDate, COMMAND_FORMS, COMMAND_NAMES, innerId, madeIdOf, workingDays } from '@app/command-forms';

const day = civilDate.optional().describe('省略为今天 / today if left out');
const later = civilDate.optional().describe('可以在今天之后 / may lie ahead');

const extend = z.strictObject({
  what: z.literal('extend').describe('批准延期并告知 / extend and tell the applicant (R-31)'),
  extraWd: workingDays,
  on: day,
});
const consult = z.strictObject({
  what: z.literal('consult').describe('征求第三方意见 / ask a third party (R-34, R-45)'),
  on: day,
  opinionOn: later,
  opinionAfterDays: z.int().min(0).max(400).optional().describe('发函后的日历日数 / calendar days after the letter'),
});
const correct = z.strictObject({
  what: z.literal('correct').describe('告知补正 / ask for a correction (R-22..R-24)'),
  on: day,
  servedOn: later,
  periodWd: workingDays.optional(),
  correctedOn: later,
});

/** What opens other cases is not imagined of this one. */
type ActName = Exclude<CaseCommandName, 'RegisterApplication' | 'SplitApplication'>;
const ACT_NAMES = COMMAND_NAMES.filter(
  (name): name is ActName => name !== 'RegisterApplication' && name !== 'SplitApplication',
);

/** A command as its own route takes it, with the ids that its path would name among the data. */
const act = (name: ActName) => {
  const { path, shape } = COMMAND_FORMS[name];
  const ids = [...path.matchAll(/:(\w+)/g)].map((match) => match[1]!).filter((id) => id !== 'caseId');
  return z.strictObject({
    what: z.literal('act'),
    command: z.literal(name),
    data: z.strictObject({
      ...(shape as z.ZodRawShape),
      ...Object.fromEntries(ids.map((id) => [id, innerId])),
    }),
    on: later.describe('没有日期的事项在哪一天办理 / the day of an act that tells none'),
  });
};
const [first, ...others] = ACT_NAMES.map(act);

/** What a case is asked about before acting: one or several things done one after the other. */
export const assumptionsBody = z.strictObject({
  assume: z
    .array(
      z.discriminatedUnion('what', [extend, consult, correct, z.discriminatedUnion('command', [first!, ...others])]),
    )
    .min(1)
    .max(20),
});

/** The validated body as the core takes it. */
export function assumptionsOf({ assume }: z.output<typeof assumptionsBody>): Assumption[] {
  return assume.map((assumed, index): Assumption => {
    if (assumed.what !== 'act') return assumed;
    const { command: name, data, on } = assumed;
    // The schema of `name` is type-checked against its data, so the pair fits.
    const command = { name, data: { ...data, ...madeIdOf(name, `what-if-${index}`, data) } } as unknown as CaseCommand;
    return { what: 'act', command, on };
  });
}
