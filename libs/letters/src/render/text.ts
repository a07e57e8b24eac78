import { createHash } from 'node:crypto';
import type { Letter } from '../letter';
import { numbered } from './numbered';
import { dateText } from '../wording';

/**
 * The canonical text of a letter, one paragraph a line, NFC, ending with a line feed: what the terminal shows and what
 * the hash is taken of.
 */
export function letterText(letter: Letter): string {
  const { title, docNo, addressee, attachments, unit, on } = letter;
  const lines = [
    unit.name,
    title,
    ...(docNo === undefined ? [] : [docNo]),
    '',
    `${addressee}：`,
    ...numbered(letter.parts).map((text) => `　　${text}`),
    ...attachments.map((name, index) => `　　${index === 0 ? '附件：' : '　　　'}${index + 1}．${name}`),
    ...(unit.address === undefined ? [] : [`　　地址：${unit.address}`]),
    ...(unit.contact === undefined ? [] : [`　　联系方式：${unit.contact}`]),
    '',
    unit.name,
    dateText(on),
  ];
  return `${lines.join('\n')}\n`.normalize('NFC');
}

/** SHA-256 of the canonical text in UTF-8, hexadecimal. */
export const textHash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
