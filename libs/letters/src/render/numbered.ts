import type { LetterPart } from '../letter';

/** The paragraphs with the numbers of their list in front; a paragraph between two lists begins anew. */
export function numbered(parts: readonly LetterPart[]): string[] {
  let n = 0;
  return parts.map(({ kind, text }) => {
    n = kind === 'item' ? n + 1 : 0;
    return kind === 'item' ? `${n}．${text}` : text;
  });
}
