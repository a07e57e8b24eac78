import { HeadingLevel, Paragraph, TextRun, type FileChild } from 'docx';
import { packOfficialDocument } from '@app/official-document';
import { titleLines, type AnnualReport, type ReportSection } from '../../compose/report';
import type { AnnualTables } from '../../form/tables';
import { GRIDS } from '../grids';
import { blocksDocx } from './blocks-docx';
import { CELL_STYLES } from './cell-styles';
import { tableDocx } from './table-docx';

/** A report as a Word document in the layout of the published form. */
export async function renderDocx(report: AnnualReport): Promise<Buffer> {
  return packOfficialDocument({
    title: report.title,
    creator: report.unit.name,
    styles: CELL_STYLES,
    children: [
      new Paragraph({
        heading: HeadingLevel.TITLE,
        children: titleLines(report).map((line, index) => new TextRun({ text: line, break: index })),
      }),
      ...blocksDocx(report.preface),
      ...report.sections.flatMap((section) => sectionDocx(section, report.tables)),
    ],
  });
}

function sectionDocx({ title, parts }: ReportSection, tables: AnnualTables): FileChild[] {
  const heading = new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(title)] });
  const children = parts.flatMap((part): FileChild[] => {
    if (part.kind === 'table') return [tableDocx(GRIDS[part.table], tables)];
    const topic =
      part.heading === undefined
        ? []
        : [new Paragraph({ heading: HeadingLevel.HEADING_2, children: [new TextRun(part.heading)] })];
    return [...topic, ...blocksDocx(part.blocks)];
  });
  return [heading, ...children];
}
