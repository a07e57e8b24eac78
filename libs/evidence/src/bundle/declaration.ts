import { hash } from 'node:crypto';
import { CELL_IDS, labelOf, TABLE2, TABLE3_ROWS, TABLE4_CELLS, type CellId } from '@app/annual-report';
import { calendarWith, stateCouncilCalendar, type WorkCalendar, type YearSchedule } from '@app/disclosure';
import { COUNTING_VERSION, type DeclaredCalendar, type RecordOfKind } from './records';

type Declaration = RecordOfKind['declaration'];
type DeclaredCell = Declaration['cells'][number];

/** The rule that fills a cell, as the form declares it. */
function ruleOf(cell: CellId): string {
  const [table, row, column] = cell.split('.');
  if (table === 't2') return TABLE2.find(({ rows }) => Object.hasOwn(rows, row!))!.source;
  if (table === 't3') return TABLE3_ROWS.find(({ code }) => code === row)!.source;
  return TABLE4_CELLS.find(({ code }) => code === column)!.source;
}

/** The cells of the form with label and rule, in its order. */
export const declaredCells = (): DeclaredCell[] => CELL_IDS.map((cell) => [cell, labelOf(cell), ruleOf(cell)] as const);

/** SHA-256 over `cell`, tab, `label`, tab, `rule`, line end of every cell, hex. */
export const cellsDigest = (cells: readonly DeclaredCell[]): string =>
  hash('sha256', cells.map((cell) => `${cell.join('\t')}\n`).join(''), 'hex');

/** A calendar as data. */
export function calendarData(calendar: WorkCalendar): DeclaredCalendar {
  const years = calendar.years.map((year) => {
    const { daysOff, makeUpDays, source } = calendar.schedule(year)!;
    return { year, daysOff: [...daysOff], makeUpDays: [...makeUpDays], source };
  });
  return { version: calendar.version, digest: digestOf(years), years };
}

const digestOf = (years: readonly YearSchedule[]): string => hash('sha256', JSON.stringify(years), 'hex');

export const declaration = (calendar: WorkCalendar): Declaration => ({
  kind: 'declaration',
  counting: COUNTING_VERSION,
  cells: declaredCells(),
  calendar: calendarData(calendar),
});

const NO_YEARS: WorkCalendar = { ...stateCouncilCalendar, years: [], schedule: () => undefined };

/** The name these days have; nothing for days that no calendar has. */
function versionOf(years: readonly YearSchedule[]): string | undefined {
  try {
    return calendarWith(NO_YEARS, years).version;
  } catch {
    return undefined;
  }
}

/** Whether a declaration is that of this version, and its calendar the one it names. */
export function isDeclared({ counting, cells, calendar }: Declaration): boolean {
  return (
    counting === COUNTING_VERSION &&
    cellsDigest(cells) === cellsDigest(declaredCells()) &&
    versionOf(calendar.years) === calendar.version &&
    digestOf(calendar.years) === calendar.digest
  );
}
