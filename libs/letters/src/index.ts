export * from './letter';
export * from './letter-kinds';
export * from './letter-refused';
export * from './particulars';
export { letterDocx } from './render/docx';
export { letterText, textHash } from './render/text';
export { LETTER_OF_RESULT } from './templates/decision';
export { TEMPLATES } from './templates';
export { sentLetterOf, writeLetter, type LetterAsked, type WrittenLetter } from './write-letter';
