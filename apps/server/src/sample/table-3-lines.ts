import { TABLE3_COLUMNS, TABLE3_ROWS, type T3ColumnDeclaration, type T3Row, type Table3 } from '@app/annual-report';

const ALWAYS: readonly T3Row[] = ['new_received', 'carried_in', 'results_total', 'carried_out'];
const LABEL_WIDTH = 40;
/** Between the columns. */
const GAP = 2;

/** Table 3 for a terminal: rows of zeros left out, long labels cut, columns aligned by the width Chinese takes. */
export function table3Lines(table: Table3): string[] {
  const rows = TABLE3_ROWS.filter(({ code }) => ALWAYS.includes(code) || table[code].total > 0);
  return [
    left('', LABEL_WIDTH) + inColumns(({ label }) => label),
    ...rows.map(
      ({ code, label }) =>
        left(cut(label, LABEL_WIDTH), LABEL_WIDTH) + inColumns((column) => String(table[code][column.code])),
    ),
  ];
}

const inColumns = (text: (column: T3ColumnDeclaration) => string): string =>
  TABLE3_COLUMNS.map((column) => right(text(column), GAP + Math.max(4, displayWidth(column.label)))).join('');

const left = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - displayWidth(text)));
const right = (text: string, width: number): string => ' '.repeat(Math.max(0, width - displayWidth(text))) + text;

function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (displayWidth(kept + character) > width - 2) break;
    kept += character;
  }
  return `${kept}…`;
}

/** CJK characters and full-width signs take two columns. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6“”…]/u.test(
      character,
    )
      ? 2
      : 1;
  return width;
}
