import { AlignmentType, LineRuleType, type IParagraphStyleOptions, type IStylesOptions } from 'docx';
import { FONTS } from './fonts';

/** 三号 and 二号 in half points. */
const SIZE_3 = 32;
const SIZE_2 = 44;

/** 22 lines on a page of 225 mm (GB/T 9704), in twentieths of a point. */
const BODY_LINE = 579;

/** Two characters of 三号. */
export const TWO_CHARACTERS = 640;

/** Ids of the paragraph styles every official document has, besides title and headings. */
export const OFFICIAL_STYLE = { body: 'OfficialBody', pageNumber: 'OfficialPageNumber' } as const;

/** A Chinese typeface, and what stands beside it for Latin letters and digits. */
export const officialFont = (eastAsia: string, ascii = 'Times New Roman') => ({
  eastAsia,
  ascii,
  hAnsi: ascii,
  cs: ascii,
});

const body = {
  spacing: { line: BODY_LINE, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
  indent: { firstLine: TWO_CHARACTERS },
};

/** The styles of GB/T 9704 and those a document adds; a renderer names them and sets nothing by hand. */
export const officialStyles = (more: readonly IParagraphStyleOptions[] = []): IStylesOptions => ({
  default: {
    document: {
      run: { font: officialFont(FONTS.body), size: SIZE_3, language: { value: 'en-US', eastAsia: 'zh-CN' } },
    },
    title: {
      run: { font: officialFont(FONTS.title, FONTS.title), size: SIZE_2, bold: false, color: '000000' },
      paragraph: {
        alignment: AlignmentType.CENTER,
        spacing: { line: 640, lineRule: LineRuleType.EXACT, before: 0, after: BODY_LINE },
      },
    },
    heading1: {
      run: { font: officialFont(FONTS.heading), size: SIZE_3, bold: false, color: '000000' },
      paragraph: { ...body, spacing: { ...body.spacing, before: 120, after: 60 }, keepNext: true },
    },
    heading2: {
      run: { font: officialFont(FONTS.topic), size: SIZE_3, bold: false, color: '000000' },
      paragraph: { ...body, keepNext: true },
    },
    heading3: {
      run: { font: officialFont(FONTS.body), size: SIZE_3, bold: true, color: '000000' },
      paragraph: { ...body, keepNext: true },
    },
  },
  paragraphStyles: [
    {
      id: OFFICIAL_STYLE.body,
      name: 'Official Body',
      quickFormat: true,
      paragraph: { ...body, alignment: AlignmentType.BOTH },
    },
    ...more,
    {
      id: OFFICIAL_STYLE.pageNumber,
      name: 'Official Page Number',
      run: { font: officialFont(FONTS.table, FONTS.table), size: 28 },
    },
  ],
});
