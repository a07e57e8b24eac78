import { HeadingLevel, Paragraph, TextRun } from 'docx';
import { OFFICIAL_STYLE, TWO_CHARACTERS } from '@app/official-document';
import type { Block, Run } from '../../narrative/blocks';

/** Paragraphs of a text. List items carry their mark as text, as official documents do. */
export const blocksDocx = (blocks: readonly Block[], depth = 0): Paragraph[] =>
  blocks.flatMap((block) => blockDocx(block, depth));

function blockDocx(block: Block, depth: number): Paragraph[] {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ heading: HeadingLevel.HEADING_3, children: runsDocx(block.runs) })];
    case 'paragraph':
      return [paragraph(block.runs, depth)];
    case 'list':
      return block.items.flatMap((item, index) =>
        listItem(block.ordered ? `${block.start + index}.` : '• ', item, depth),
      );
  }
}

/** The mark goes before the first paragraph; what follows in the item stands below it. */
function listItem(mark: string, [first, ...rest]: Block[], depth: number): Paragraph[] {
  const runs = first !== undefined && first.kind !== 'list' ? first.runs : [];
  const others = first?.kind === 'list' ? [first, ...rest] : rest;
  return [paragraph([{ text: mark, bold: false }, ...runs], depth), ...blocksDocx(others, depth + 1)];
}

const paragraph = (runs: readonly Run[], depth: number) =>
  new Paragraph({
    style: OFFICIAL_STYLE.body,
    indent: depth > 0 ? { left: depth * TWO_CHARACTERS, firstLine: TWO_CHARACTERS } : undefined,
    children: runsDocx(runs),
  });

const runsDocx = (runs: readonly Run[]): TextRun[] =>
  runs.flatMap(({ text, bold }) =>
    text
      .split('\n')
      .map((line, index) => new TextRun({ text: line, bold: bold || undefined, break: index > 0 ? 1 : 0 })),
  );
