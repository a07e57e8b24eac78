import { isBlank, type Cell } from '../columns/cell';
import type { ColumnCode } from '../columns/codes';
import { COLUMN_CODES, COLUMNS, REQUIRED_COLUMNS, type ColumnGroup } from '../columns/table';
import { headerForm, withoutBrackets } from '../values/normalise';
import type { Block } from './reading';

interface Meaning {
  code: ColumnCode;
  /** 0 for the canonical header, else the place among the aliases. */
  rank: number;
}

// Several meanings of one word, best first: 编号 is a 登记编号 unless there is another one; then it is a 序号.
const MEANINGS = meaningsByWord();

function meaningsByWord(): ReadonlyMap<string, readonly Meaning[]> {
  const table = new Map<string, Meaning[]>();
  for (const code of COLUMN_CODES) {
    [COLUMNS[code].header, ...COLUMNS[code].aliases].forEach((word, rank) => {
      const form = headerForm(word);
      const others = table.get(form) ?? [];
      if (!others.some((other) => other.code === code)) table.set(form, [...others, { code, rank }]);
    });
  }
  for (const meanings of table.values()) meanings.sort((a, b) => priority(b.code) - priority(a.code));
  return table;
}

function priority(code: ColumnCode): number {
  return COLUMNS[code].required === true ? 1 : 0;
}

const GROUP_WORDS: Record<Exclude<ColumnGroup, 'case'>, RegExp> = {
  recon: /复议/,
  suit: /诉讼|起诉/,
  correction: /补正/,
  extension: /延期/,
  consultation: /第三方|征求/,
  fee: /收费|缴费/,
};

export interface HeaderMatch {
  columns: Block['columns'];
  unknown: string[];
  /** Required columns that are not there. */
  missing: ColumnCode[];
}

/** What a row says when it is read as a header (L-11). */
export function matchHeader(cells: readonly Cell[]): HeaderMatch {
  return assign(cells.map((cell) => ({ shown: shown(cell), candidates: [lookUp(textOf(cell))] })));
}

/** The same for two rows, the upper one merged over several columns or down into the lower one. */
export function matchTwoRowHeader(upper: readonly Cell[], lower: readonly Cell[]): HeaderMatch {
  const length = Math.max(upper.length, lower.length);
  let parent = '';
  const columns = Array.from({ length }, (_, index) => {
    const above = textOf(upper[index]);
    const below = textOf(lower[index]);
    if (above !== '') parent = above;
    else if (below === '') parent = '';
    if (below === '') return { shown: shown(upper[index]), candidates: [lookUp(above)] };
    return { shown: shown(lower[index]), candidates: combined(parent, below) };
  });
  return assign(columns);
}

/** Whether a row among the cases is worth reading as a header: three header words or more among its first cells. */
export function looksLikeHeader(cells: readonly Cell[]): boolean {
  const first = cells.filter((cell) => !isBlank(cell)).slice(0, 8);
  const words = first.filter((cell) => lookUp(textOf(cell)).length > 0);
  return words.length >= 3 && words.length * 2 >= first.length;
}

function combined(parent: string, below: string): (readonly Meaning[])[] {
  if (parent === '') return [lookUp(below)];
  const short = parent.replace(/(情况|信息|意见)$/, '');
  // 办结日期 below 行政复议 is not the day the case ended.
  const group = (Object.keys(GROUP_WORDS) as (keyof typeof GROUP_WORDS)[]).find((name) =>
    GROUP_WORDS[name].test(parent),
  );
  const alone = lookUp(below).filter(({ code }) => group === undefined || COLUMNS[code].group === group);
  return [lookUp(parent + below), lookUp(short + below), alone];
}

function lookUp(form: string): readonly Meaning[] {
  if (form === '' || form.length > 24) return [];
  return MEANINGS.get(form) ?? MEANINGS.get(withoutBrackets(form)) ?? [];
}

function textOf(cell: Cell | undefined): string {
  return typeof cell === 'string' && cell.length <= 60 ? headerForm(cell) : '';
}

function shown(cell: Cell | undefined): string {
  return typeof cell === 'string' ? cell.replace(/\s+/g, ' ').trim().slice(0, 20) : '';
}

// The best word for a code wins, then the leftmost column; who loses takes his second meaning, or is unknown.
function assign(columns: { shown: string; candidates: (readonly Meaning[])[] }[]): HeaderMatch {
  const wishes = columns.flatMap(({ candidates }, index) =>
    (candidates.find((meanings) => meanings.length > 0) ?? []).map((meaning, order) => ({ ...meaning, index, order })),
  );
  wishes.sort((a, b) => a.order - b.order || a.rank - b.rank || a.index - b.index);
  const byCode = new Map<ColumnCode, number>();
  const taken = new Set<number>();
  for (const { code, index } of wishes) {
    if (byCode.has(code) || taken.has(index)) continue;
    byCode.set(code, index);
    taken.add(index);
  }
  const found = [...byCode].map(([code, index]) => ({ code, index, header: columns[index]!.shown }));
  return {
    columns: found.sort((a, b) => a.index - b.index),
    unknown: columns
      .filter(({ shown: text }, index) => text !== '' && !taken.has(index))
      .map(({ shown: text }) => text),
    missing: REQUIRED_COLUMNS.filter((code) => !byCode.has(code)),
  };
}
