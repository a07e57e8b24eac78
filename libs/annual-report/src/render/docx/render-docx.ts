import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
  type FileChild,
  type ISectionOptions,
} from 'docx';
import { titleLines, type AnnualReport, type ReportSection } from '../../compose/report';
import type { AnnualTables } from '../../form/tables';
import { GRIDS } from '../grids';
import { blocksDocx } from './blocks-docx';
import { fontTableXml } from './fonts';
import { STYLES } from './styles';
import { tableDocx } from './table-docx';
import { twips } from './twips';

/** A4 with the margins of GB/T 9704: 37 mm above, 28 mm left, a type area of 156 × 225 mm. */
const PAGE: ISectionOptions['properties'] = {
  page: {
    size: { width: 11_906, height: 16_838 },
    margin: { top: twips(370), bottom: twips(350), left: twips(280), right: twips(260), footer: twips(250) },
  },
};

/** A report as a Word document in the layout of the published form. */
export async function renderDocx(report: AnnualReport): Promise<Buffer> {
  const document = new Document({
    title: report.title,
    creator: report.unit.name,
    styles: STYLES,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: PAGE,
        // the page number stands on the outer side: right on odd pages, left on even ones
        footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
        children: [
          new Paragraph({
            heading: HeadingLevel.TITLE,
            children: titleLines(report).map((line, index) => new TextRun({ text: line, break: index })),
          }),
          ...blocksDocx(report.preface),
          ...report.sections.flatMap((section) => sectionDocx(section, report.tables)),
        ],
      },
    ],
  });
  return Packer.toBuffer(document, undefined, [{ path: 'word/fontTable.xml', data: fontTableXml() }]);
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

const pageNumber = (alignment: (typeof AlignmentType)[keyof typeof AlignmentType]) =>
  new Footer({
    children: [
      new Paragraph({
        style: 'ReportPageNumber',
        alignment,
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });
