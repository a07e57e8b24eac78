import type { OutCell } from '../columns/cell';
import { guarded } from './injection';

/** One line of a csv, ended as Excel ends it. Text is guarded; numbers and days cannot be computed. */
export function csvLine(cells: readonly OutCell[]): string {
  return cells.map(field).join(',') + '\r\n';
}

function field(cell: OutCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'object') return cell.date;
  const text = guarded(cell);
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
