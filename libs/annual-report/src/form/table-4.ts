import type { AppealGroup, AppealResult } from '@app/disclosure';

/** Table 4, groups of five columns (annual-report §4). */
export type T4Group = AppealGroup;

/** Table 4, the five columns of each group. */
export type T4Cell = AppealResult | 'pending' | 'total';

export interface T4GroupDeclaration {
  code: T4Group;
  /** Headings above the five columns, outermost first. */
  headings: readonly string[];
  source: string;
}

export interface T4CellDeclaration {
  code: T4Cell;
  label: string;
  source: string;
}

const SUITS_HEADING = '行政诉讼';

/** The three groups in the order of the form. */
export const TABLE4_GROUPS: readonly T4GroupDeclaration[] = [
  { code: 'recon', headings: ['行政复议'], source: 'A-50, A-53' },
  { code: 'suit_direct', headings: [SUITS_HEADING, '未经复议直接起诉'], source: 'A-54, A-55' },
  { code: 'suit_after_recon', headings: [SUITS_HEADING, '复议后起诉'], source: 'A-54, A-55' },
];

/** The five columns of every group in the order of the form. */
export const TABLE4_CELLS: readonly T4CellDeclaration[] = [
  { code: 'upheld', label: '结果维持', source: 'A-51' },
  { code: 'corrected', label: '结果纠正', source: 'A-51' },
  { code: 'other', label: '其他结果', source: 'A-51' },
  { code: 'pending', label: '尚未审结', source: 'A-51' },
  { code: 'total', label: '总计', source: 'K-10' },
];

/** The groups under 行政诉讼. */
export const SUIT_GROUPS: readonly T4Group[] = TABLE4_GROUPS.filter((group) =>
  group.headings.includes(SUITS_HEADING),
).map((group) => group.code);

export const TABLE4 = { groups: TABLE4_GROUPS, cells: TABLE4_CELLS } as const;
