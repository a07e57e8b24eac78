import {
  AlignmentType,
  Document,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
  type FileChild,
  type IParagraphStyleOptions,
  type ISectionOptions,
} from 'docx';
import { fontTableXml } from './fonts';
import { OFFICIAL_STYLE, officialStyles } from './styles';
import { twips } from './twips';

/** A4 with the margins of GB/T 9704: 37 mm above, 28 mm left, a type area of 156 × 225 mm. */
const PAGE: ISectionOptions['properties'] = {
  page: {
    size: { width: 11_906, height: 16_838 },
    margin: { top: twips(370), bottom: twips(350), left: twips(280), right: twips(260), footer: twips(250) },
  },
};

export interface OfficialDocument {
  title: string;
  /** Name of the unit that issues it. */
  creator: string;
  children: readonly FileChild[];
  /** Styles that only this kind of document has. */
  styles?: readonly IParagraphStyleOptions[];
}

/** A Word file in the layout of official documents, pages numbered. */
export async function packOfficialDocument({ title, creator, children, styles }: OfficialDocument): Promise<Buffer> {
  const document = new Document({
    title,
    creator,
    styles: officialStyles(styles),
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: PAGE,
        // the page number stands on the outer side: right on odd pages, left on even ones
        footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
        children: [...children],
      },
    ],
  });
  return Packer.toBuffer(document, undefined, [{ path: 'word/fontTable.xml', data: fontTableXml() }]);
}

const pageNumber = (alignment: (typeof AlignmentType)[keyof typeof AlignmentType]) =>
  new Footer({
    children: [
      new Paragraph({
        style: OFFICIAL_STYLE.pageNumber,
        alignment,
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });
