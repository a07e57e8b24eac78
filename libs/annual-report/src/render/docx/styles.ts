import { AlignmentType, LineRuleType, type IStylesOptions } from 'docx';
import { FONTS } from './fonts';

/** 三号 and 二号 in half points. */
const SIZE_3 = 32;
const SIZE_2 = 44;

/** 22 lines on a page of 225 mm (GB/T 9704), in twentieths of a point. */
const BODY_LINE = 579;

/** Two characters of 三号. */
export const TWO_CHARACTERS = 640;

const font = (eastAsia: string, ascii = 'Times New Roman') => ({ eastAsia, ascii, hAnsi: ascii, cs: ascii });

const body = {
  spacing: { line: BODY_LINE, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
  indent: { firstLine: TWO_CHARACTERS },
};

/** Paragraph styles of the report; a renderer names them and sets nothing by hand. */
export const STYLES: IStylesOptions = {
  default: {
    document: { run: { font: font(FONTS.body), size: SIZE_3, language: { value: 'en-US', eastAsia: 'zh-CN' } } },
    title: {
      run: { font: font(FONTS.title, FONTS.title), size: SIZE_2, bold: false, color: '000000' },
      paragraph: {
        alignment: AlignmentType.CENTER,
        spacing: { line: 640, lineRule: LineRuleType.EXACT, before: 0, after: BODY_LINE },
      },
    },
    heading1: {
      run: { font: font(FONTS.heading), size: SIZE_3, bold: false, color: '000000' },
      paragraph: { ...body, spacing: { ...body.spacing, before: 120, after: 60 }, keepNext: true },
    },
    heading2: {
      run: { font: font(FONTS.topic), size: SIZE_3, bold: false, color: '000000' },
      paragraph: { ...body, keepNext: true },
    },
    heading3: {
      run: { font: font(FONTS.body), size: SIZE_3, bold: true, color: '000000' },
      paragraph: { ...body, keepNext: true },
    },
  },
  paragraphStyles: [
    { id: 'ReportBody', name: 'Report Body', quickFormat: true, paragraph: { ...body, alignment: AlignmentType.BOTH } },
    {
      id: 'ReportCell',
      name: 'Report Cell',
      run: { font: font(FONTS.table, FONTS.table), size: 18 },
      paragraph: { spacing: { line: 230, lineRule: LineRuleType.EXACT, before: 20, after: 20 } },
    },
    {
      id: 'ReportCellLarge',
      name: 'Report Cell Large',
      run: { font: font(FONTS.table, FONTS.table), size: 24 },
      paragraph: { spacing: { line: 320, lineRule: LineRuleType.EXACT, before: 0, after: 0 } },
    },
    {
      id: 'ReportPageNumber',
      name: 'Report Page Number',
      run: { font: font(FONTS.table, FONTS.table), size: 28 },
    },
  ],
};
