import { titleLines, type AnnualReport, type ReportPart } from '../../compose/report';
import type { AnnualTables } from '../../form/tables';
import type { Block, Run } from '../../narrative/blocks';
import { GRIDS } from '../grids';
import { escaped } from './escape';
import { STYLES } from './styles';
import { tableHtml } from './table-html';

/** A report as one HTML page: semantic, printable, nothing loaded from elsewhere. */
export const renderHtml = (report: AnnualReport): Promise<string> =>
  Promise.resolve(`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(report.title)}</title>
<style>${STYLES}</style>
</head>
<body>
<article>
<h1>${titleLines(report).map(escaped).join('<br>')}</h1>
${blocksHtml(report.preface)}
${report.sections.map((section) => sectionHtml(section, report.tables)).join('\n')}
</article>
</body>
</html>
`);

const sectionHtml = ({ code, title, parts }: AnnualReport['sections'][number], tables: AnnualTables) =>
  `<section id="${code}">
<h2>${escaped(title)}</h2>
${parts.map((part) => partHtml(part, title, tables)).join('\n')}
</section>`;

const partHtml = (part: ReportPart, title: string, tables: AnnualTables): string =>
  part.kind === 'table'
    ? tableHtml(GRIDS[part.table], title.replace(/^.、/u, ''), tables)
    : (part.heading === undefined ? '' : `<h3>${escaped(part.heading)}</h3>\n`) + blocksHtml(part.blocks);

const blocksHtml = (blocks: readonly Block[]): string => blocks.map(blockHtml).join('\n');

/** Headings inside a text stand below the section and topic headings. */
function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading': {
      const level = Math.min(block.level + 3, 6);
      return `<h${level}>${runsHtml(block.runs)}</h${level}>`;
    }
    case 'paragraph':
      return `<p>${runsHtml(block.runs)}</p>`;
    case 'list': {
      const items = block.items.map((item) => `<li>${blocksHtml(item)}</li>`).join('');
      return block.ordered ? `<ol start="${block.start}">${items}</ol>` : `<ul>${items}</ul>`;
    }
  }
}

const runsHtml = (runs: readonly Run[]): string =>
  runs
    .map(({ text, bold }) => {
      const html = escaped(text).replace(/\n/g, '<br>');
      return bold ? `<strong>${html}</strong>` : html;
    })
    .join('');
