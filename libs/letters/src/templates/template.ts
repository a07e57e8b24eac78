import type { LetterFacts } from '../facts';
import type { LetterContent } from '../letter';

/** Pure: the facts are all it knows. @throws LetterRefused */
export type Template = (facts: LetterFacts) => LetterContent;
