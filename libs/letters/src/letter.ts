import type { CivilDate } from '@app/disclosure';
import type { LetterKind } from './letter-kinds';

/** One paragraph of a letter, or one line of a numbered list, without its number. */
export interface LetterPart {
  kind: 'paragraph' | 'item';
  text: string;
}

export const paragraph = (text: string): LetterPart => ({ kind: 'paragraph', text });
export const item = (text: string): LetterPart => ({ kind: 'item', text });

/** What a template says. */
export interface LetterContent {
  title: string;
  docNo?: string;
  addressee: string;
  parts: LetterPart[];
  /** Day under the signature. */
  on: CivilDate;
}

/** A letter as it is rendered: nothing is added to it but its layout. */
export interface Letter extends LetterContent {
  template: LetterKind;
  version: number;
  unit: { name: string; address?: string; contact?: string };
  attachments: string[];
}
