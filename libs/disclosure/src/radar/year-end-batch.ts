import { yearOf, type CivilDate } from '../calendar/civil-date';
import { due } from '../calendar/working-days';
import type { WorkCalendar } from '../calendar/work-calendar';
import type { JudgedEntry } from './radar-entry';
import { byWeight, flagged, RARE, type RadarSignal, type Searched } from './signal';
import { oneIn } from './tail';

/** The first working days of a month, in which what was left over from before is entered. */
const WINDOW_WD = 10;
/** An entry of the day before is no leftover. */
const LEFTOVER_WD = 3;
/** Turns of a month that tell what is usual. */
const ENOUGH_TURNS = 4;

/** Leftovers of a whole year entered in the first days of January, held against the other turns of a month. */
export function yearEndBatch(searched: Searched): RadarSignal[] {
  const { entries, habit, all } = searched;
  const years = [...new Set(entries.map(({ effectiveOn }) => yearOf(effectiveOn)))].sort((a, b) => a - b);
  const firstOn = all.reduce((first, { recordedOn }) => (recordedOn < first ? recordedOn : first), '9999-12-31');
  return years.flatMap((year): RadarSignal[] => {
    const turn = `${year + 1}-01-01`;
    const batch = leftovers(entries, turn, searched.calendar).filter(({ effectiveOn }) => yearOf(effectiveOn) === year);
    const turns = MONTHS.map((month) => `${year}-${month}-01`).filter((on) => on > firstOn);
    if (batch.length === 0 || turns.length < ENOUGH_TURNS) return [];
    const usual = turns.map((on) => leftovers(all, on, searched.calendar).length);
    const others = usual.reduce((sum, count) => sum + count, 0);
    // Were January a month like the others, each leftover would fall on its turn once in so many.
    const score = oneIn(batch.length, batch.length + others, 1, turns.length + 1);
    if (score < RARE) return [];
    return [
      {
        kind: 'year_end_batch',
        score,
        figure: { year, entries: batch.length, days: new Set(batch.map(({ effectiveOn }) => effectiveOn)).size },
        baseline: { turnsOfMonths: turns.length, entries: others, most: Math.max(...usual) },
        entries: batch.map((entry) => flagged(entry, habit)).sort(byWeight),
      },
    ];
  });
}

const MONTHS = ['02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];

/** What took effect before the turn of a month and was entered in the first working days after it, days late. */
function leftovers(entries: readonly JudgedEntry[], turn: CivilDate, calendar: WorkCalendar): JudgedEntry[] {
  const { dueOn: until } = due(turn, WINDOW_WD, calendar);
  return entries.filter(
    ({ effectiveOn, recordedOn, lateWd }) =>
      effectiveOn < turn && recordedOn >= turn && recordedOn <= until && lateWd >= LEFTOVER_WD,
  );
}
