import type { CaseCommandName, SentLetter } from '@app/disclosure';
import { LETTERS, type LetterKind } from './letter-kinds';
import { LetterRefused } from './letter-refused';
import { particularsIn } from './particulars';
import { writeLetter, type LetterAsked } from './write-letter';

export interface LetterToKeep extends Pick<LetterAsked, 'history' | 'planned' | 'unit' | 'calendarAt'> {
  /** The command that says it was sent. */
  command: CaseCommandName;
  letter: SentLetter;
  /** The event told of, where the command itself records none. */
  eventId?: string;
}

/**
 * A hash is kept only of the text that the case itself gives: anybody could otherwise put any hash on record, and the
 * letter would be called changed for ever (R-70, D10).
 * @throws LetterRefused at `letter.template` or `letter.textHash`, or for what the letter cannot be written from
 */
export function checkSentLetter({ command, letter, history, planned, ...asked }: LetterToKeep): void {
  const kind = kindOf(letter.template);
  if (!kind || LETTERS[kind].sentWith !== command) {
    throw new LetterRefused('OTHER_ACT', 'letter.template', kind ? LETTERS[kind].rule : 'R-70');
  }
  const written = writeLetter({
    ...asked,
    kind,
    // One sent again is not rendered as it was sent before.
    history: history.filter(({ type }) => type !== 'LetterSent'),
    // A letter that follows its event tells of what is on record, not of what its own sending records.
    ...(!LETTERS[kind].afterwards && { planned }),
    version: letter.version,
    particulars: particularsIn(letter.particulars),
  });
  if (written.textHash !== letter.textHash) {
    throw new LetterRefused('OTHER_TEXT', 'letter.textHash', LETTERS[kind].rule);
  }
}

const kindOf = (template: string): LetterKind | undefined =>
  Object.hasOwn(LETTERS, template) ? (template as LetterKind) : undefined;
