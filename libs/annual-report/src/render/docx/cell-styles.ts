import { LineRuleType, type IParagraphStyleOptions } from 'docx';
import { FONTS, officialFont } from '@app/official-document';

/** The styles of the form's tables, besides those of every official document. */
export const CELL_STYLES: readonly IParagraphStyleOptions[] = [
  {
    id: 'ReportCell',
    name: 'Report Cell',
    run: { font: officialFont(FONTS.table, FONTS.table), size: 18 },
    paragraph: { spacing: { line: 230, lineRule: LineRuleType.EXACT, before: 20, after: 20 } },
  },
  {
    id: 'ReportCellLarge',
    name: 'Report Cell Large',
    run: { font: officialFont(FONTS.table, FONTS.table), size: 24 },
    paragraph: { spacing: { line: 320, lineRule: LineRuleType.EXACT, before: 0, after: 0 } },
  },
];
