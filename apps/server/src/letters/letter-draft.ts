import { z } from 'zod';
import type { CaseCommand, CaseCommandName } from '@app/disclosure';
import { LETTER_KINDS, LETTERS, PARTICULAR_NAMES, PARTICULARS, type LetterKind } from '@app/letters';
import type { LetterOrder } from '@app/runtime';
import { COMMAND_FORMS, madeIdOf, text } from '@app/command-forms';

const particulars = z
  .strictObject(
    Object.fromEntries(
      PARTICULAR_NAMES.map((name) => [
        name,
        text(2000).optional().describe(`${PARTICULARS[name].zh} / ${PARTICULARS[name].en}`),
      ]),
    ),
  )
  .optional();

/** The act as its own route takes it, without the letter that is still to be written. */
function actOf(command: CaseCommandName) {
  const { letter: _letter, ...shape } = COMMAND_FORMS[command].shape as z.ZodRawShape;
  return z.strictObject(shape).describe(`${command}：拟办事项 / the planned act`);
}

/** A letter that goes out before its act, or after its event, needs no act to be drafted. */
const draftOf = (kind: LetterKind) => {
  const { sentWith, before, afterwards } = LETTERS[kind];
  return z.strictObject({
    kind: z.literal(kind).describe(`${LETTERS[kind].zh} / ${LETTERS[kind].en}`),
    ...(!before && !afterwards && { act: actOf(sentWith).optional() }),
    particulars,
  });
};

const [first, ...others] = LETTER_KINDS.map(draftOf);

export const draftBody = z.discriminatedUnion('kind', [first!, ...others]);

/** The validated body as an order. */
export function orderOf(caseId: string, body: z.output<typeof draftBody>): LetterOrder {
  const {
    kind,
    act: data,
    particulars: named,
  } = body as {
    kind: LetterKind;
    act?: Record<string, unknown>;
    particulars?: LetterOrder['particulars'];
  };
  const { sentWith: name } = LETTERS[kind];
  // The schema of the command is type-checked against its data, so the pair fits.
  const act =
    data === undefined
      ? undefined
      : ({ name, data: { ...data, ...madeIdOf(name, 'draft', data) } } as unknown as CaseCommand);
  return { caseId, kind, act, particulars: named };
}
