import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSecret, SETTINGS } from '../../src/settings/settings';

export const PAGE = join(__dirname, '..', '..', '..', '..', 'docs', 'operations.md');
const BEGIN = '<!-- settings: made by npm run docs -->';
const END = '<!-- end of settings -->';

/** docs/operations.md with its table of settings as the code has them today. */
export function operationsPage(): string {
  const page = readFileSync(PAGE, 'utf8');
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`${PAGE} has no place for the settings`);
  return `${page.slice(0, from + BEGIN.length)}\n\n${table()}\n\n${page.slice(to)}`;
}

function table(): string {
  const rows = Object.entries(SETTINGS).map(([name, { readBy, otherwise, meaning }]) => [
    isSecret(name) ? `\`${name}\`, \`${name}_FILE\`` : `\`${name}\``,
    readBy,
    meaning,
    otherwise,
  ]);
  const lines = [['variable', 'read by', 'meaning', 'without it'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column]!.length)));
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(lines[0]!), line(widths.map((width) => '-'.repeat(width))), ...lines.slice(1).map(line)].join('\n');
}
