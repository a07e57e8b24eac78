import { blocksOf } from './markdown';
import type { Block } from './blocks';

/** Blocks as short lines: `p` paragraph, `h1` heading, `1.`/`-` list items; bold between asterisks. */
function told(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'list') {
      return block.items.flatMap((item, index) =>
        told(item).map((line) => `${block.ordered ? `${block.start + index}.` : '-'} ${line}`),
      );
    }
    const text = block.runs.map(({ text: run, bold }) => (bold ? `*${run}*` : run)).join('');
    return [`${block.kind === 'heading' ? `h${block.level}` : 'p'} ${text}`];
  });
}

describe('Markdown of a report text', () => {
  it.each([
    ['paragraphs', '一段。\n\n二段。', ['p 一段。', 'p 二段。']],
    ['bold', '共**12条**信息', ['p 共*12条*信息']],
    ['headings', '# 一\n\n### 三', ['h1 一', 'h3 三']],
    ['lists', '3. 甲\n4. 乙\n\n- 丙', ['3. p 甲', '4. p 乙', '- p 丙']],
    ['nested lists', '1. 甲\n   - 乙', ['1. p 甲', '1. - p 乙']],
    ['a wrapped line is no blank between Chinese characters', '政府\n信息', ['p 政府信息']],
    ['a wrapped line is a blank between Latin words', 'open\ngovernment', ['p open government']],
    ['indented paragraphs', '    一是。\n\n　　二是。', ['p 一是。', 'p 二是。']],
    ['raw HTML stays text', '<script>alert(1)</script>\n\na<b>c</b>', ['p <script>alert(1)</script>', 'p a<b>c</b>']],
    ['links are their text', '见[网站](javascript:alert(1))', ['p 见网站']],
    ['entities stay as typed', '&lt;甲&gt;', ['p &lt;甲&gt;']],
    ['nothing', ' \n\n', []],
  ])('%s', (_name, markdown, lines) => {
    expect(told(blocksOf(markdown))).toEqual(lines);
  });
});
