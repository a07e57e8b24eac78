import { RESULT_ROWS, type CellId } from '@app/annual-report';
import type { CaseEventType } from '@app/disclosure';

const RECEIVED: readonly CaseEventType[] = ['ApplicationRegistered', 'ReceiptConfirmed'];
const CLOSED: readonly CaseEventType[] = ['CaseClosed'];
const FILED: readonly CaseEventType[] = ['ReconsiderationFiled', 'LitigationFiled'];
const CONCLUDED: readonly CaseEventType[] = ['ReconsiderationConcluded', 'LitigationConcluded'];

/** What stands in a body and decides a cell; nothing where the event alone does not tell. */
interface Telling {
  /** Year the event speaks of. */
  year?: number;
  /** Row of table 3 or column of table 4 it leads to. */
  row?: string;
  /** Column of table 3. */
  column?: string;
}

/** The types of events that can put something into a cell; none for what is not counted from cases. */
export function typesOf(cell: CellId): readonly CaseEventType[] {
  const [table, row, column] = cell.split('.');
  if (table === 't3') return row === 'results_total' || isResult(row!) ? CLOSED : RECEIVED;
  if (table === 't4') return column === 'pending' ? FILED : column === 'total' ? [...FILED, ...CONCLUDED] : CONCLUDED;
  return [];
}

const isResult = (row: string): boolean => (RESULT_ROWS as readonly string[]).includes(row);

/**
 * Whether an event's data say what the cell says of it. `undefined`: they do not speak of that.
 * @param closed last year that had been published before the event was recorded: it counts in the one after
 */
export function speaksFor(
  cell: CellId,
  year: number,
  type: string,
  data: Record<string, unknown>,
  closed?: number,
): boolean | undefined {
  const [table, row, column] = cell.split('.');
  const told = tellingOf(type, data);
  const asked: Telling =
    table === 't3'
      ? { row: isResult(row!) ? row : undefined, column: column === 'total' ? undefined : column }
      : { row: column === 'pending' || column === 'total' ? undefined : column };
  const booked = told.year === undefined ? undefined : Math.max(told.year, (closed ?? 0) + 1);
  const answers = [
    ...(booked === undefined ? [] : [isOf(booked, year, table === 't3' ? row! : column!)]),
    ...(asked.row !== undefined && told.row !== undefined ? [told.row === asked.row] : []),
    ...(asked.column !== undefined && told.column !== undefined ? [told.column === asked.column] : []),
  ];
  return answers.length === 0 ? undefined : answers.every(Boolean);
}

/** Whether something of one year is in a row, or in a column of table 4, of another. */
function isOf(booked: number, year: number, row: string): boolean {
  if (row === 'carried_in') return booked < year;
  return row === 'carried_out' || row === 'pending' ? booked <= year : booked === year;
}

function tellingOf(type: string, data: Record<string, unknown>): Telling {
  const text = (name: string): string | undefined => (typeof data[name] === 'string' ? data[name] : undefined);
  const yearOf = (...names: string[]): number | undefined => {
    const day = names.map(text).find((each) => each !== undefined);
    return day === undefined ? undefined : Number(day.slice(0, 4));
  };
  switch (type) {
    case 'ApplicationRegistered':
      return { year: yearOf('receivedOn'), column: text('applicantKind') };
    case 'ReceiptConfirmed':
      return { year: yearOf('confirmedOn') };
    case 'CaseClosed':
      return { year: yearOf('concludedOn'), row: text('resultCode') };
    case 'ReconsiderationConcluded':
    case 'LitigationConcluded':
      return { year: yearOf('servedOn', 'concludedOn'), row: text('result') };
    default:
      return {};
  }
}
