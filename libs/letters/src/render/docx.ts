import { AlignmentType, HeadingLevel, Paragraph, TextRun } from 'docx';
import { OFFICIAL_STYLE, packOfficialDocument, TWO_CHARACTERS } from '@app/official-document';
import type { Letter } from '../letter';
import { dateText } from '../wording';
import { numbered } from './numbered';

/** A letter as a Word document in the layout of GB/T 9704: title, number, addressee, text, attachments, signature. */
export function letterDocx(letter: Letter): Promise<Buffer> {
  const { title, docNo, addressee, unit, attachments, on } = letter;
  const closing = [
    ...(unit.address === undefined ? [] : [`地址：${unit.address}`]),
    ...(unit.contact === undefined ? [] : [`联系方式：${unit.contact}`]),
  ];
  return packOfficialDocument({
    title,
    creator: unit.name,
    children: [
      new Paragraph({
        heading: HeadingLevel.TITLE,
        children: [unit.name, title].map((line, index) => run(line, index)),
      }),
      ...(docNo === undefined ? [] : [line(docNo, { alignment: AlignmentType.CENTER, indent: NONE })]),
      line(''),
      line(`${addressee}：`, { indent: NONE }),
      // What is signed never stands on a page without any of the text.
      ...numbered(letter.parts).map((text, index) => line(text, { keepNext: index === letter.parts.length - 1 })),
      ...(attachments.length === 0 ? [] : [line('', STAYS)]),
      ...attachments.map((name, index) => line(`${index === 0 ? '附件：' : '　　　'}${index + 1}．${name}`, STAYS)),
      ...(closing.length === 0 ? [] : [line('', STAYS)]),
      ...closing.map((text) => line(text, STAYS)),
      line('', STAYS),
      line('', STAYS),
      // The date stands four characters from the edge, the name of the unit centred above it.
      line(unit.name, { alignment: AlignmentType.RIGHT, indent: nameIndent(unit.name, dateText(on)), keepNext: true }),
      line(dateText(on), { alignment: AlignmentType.RIGHT, indent: { firstLine: 0, right: DATE_INDENT } }),
    ],
  });
}

const STAYS = { keepNext: true };
const NONE = { firstLine: 0 };
const DATE_INDENT = 2 * TWO_CHARACTERS;

/** Half the difference of both widths; a name too long for that ends at the edge of the text. */
function nameIndent(name: string, date: string) {
  const right = DATE_INDENT + Math.round((widthOf(date) - widthOf(name)) / 2);
  return { firstLine: 0, right: Math.max(0, right) };
}

/** Twips of a line of 三号: a digit is half as wide as a character, and a quarter lies between the two. */
function widthOf(text: string): number {
  const widths = [...text].map((character) => (/[\x20-\x7e]/.test(character) ? HALF : 2 * HALF));
  const changes = widths.filter((width, index) => index > 0 && width !== widths[index - 1]).length;
  return widths.reduce((sum, width) => sum + width, 0) + (changes * HALF) / 2;
}
const HALF = TWO_CHARACTERS / 4;

type Look = Pick<ConstructorParameters<typeof Paragraph>[0] & object, 'alignment' | 'indent' | 'keepNext'>;

const line = (text: string, look: Look = {}) =>
  new Paragraph({ style: OFFICIAL_STYLE.body, ...look, children: text === '' ? [] : [run(text)] });

/** Characters that XML does not know. */
const NOT_XML = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

const run = (text: string, index = 0) => new TextRun({ text: text.replace(NOT_XML, ''), break: index > 0 ? 1 : 0 });
