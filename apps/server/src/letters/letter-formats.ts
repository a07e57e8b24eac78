import { LETTERS, letterDocx } from '@app/letters';
import type { LetterOfCase } from '@app/runtime';

export type LetterFormat = 'json' | 'text' | 'docx';

interface FormatDefinition {
  mediaType: string;
  /** Ending of the file's name; what has one is saved. */
  file?: string;
  render: (letter: LetterOfCase) => Promise<Buffer> | Buffer;
}

export const LETTER_FORMATS: Record<LetterFormat, FormatDefinition> = {
  json: {
    mediaType: 'application/json; charset=utf-8',
    render: (letter) => Buffer.from(JSON.stringify(letterView(letter))),
  },
  text: { mediaType: 'text/plain; charset=utf-8', render: ({ text }) => Buffer.from(text) },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    file: 'docx',
    render: ({ letter }) => letterDocx(letter),
  },
};

/** A letter with what its act is to carry, and whether it still is the text that was sent. */
function letterView({ letter: { template, version, title }, text, textHash, particulars, sent, state }: LetterOfCase) {
  const named = Object.keys(particulars).length > 0;
  return {
    caseId: state.caseId,
    caseNo: state.caseNo,
    revision: state.revision,
    kind: template,
    name: LETTERS[template].zh,
    rule: LETTERS[template].rule,
    sentWith: LETTERS[template].sentWith,
    title,
    text,
    letter: { template, version, textHash, ...(named && { particulars }) },
    sent,
  };
}
