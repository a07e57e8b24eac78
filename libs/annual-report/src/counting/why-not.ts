import type { StatisticalFacts } from '@app/disclosure';
import { isT2CellId, type CellId, type T3CellId, type T4CellId } from '../form/cell-id';
import { TABLE3_ROWS, type T3Column, type T3Role, type T3Row } from '../form/table-3';
import type { T4Cell, T4Group } from '../form/table-4';
import type { BookedAppeal, BookedFacts } from './booking';
import { cellsOf } from './cells-of';
import { appealGroupOf, requestGroupOf } from './groups';
import { ends, leaves } from './membership';
import type { NotCountedBecause } from './not-counted';

type Countable = StatisticalFacts | BookedFacts;
type Request = ReturnType<typeof requestGroupOf>;

interface Asked {
  request: Request;
  facts: Countable;
  row: T3Row;
  year: number;
}

const received = ({ facts }: Asked, reason: NotCountedBecause['reason'], asked: number): NotCountedBecause => ({
  reason,
  detail: { receivedIn: facts.statYear, asked },
  eventId: facts.receivedEventId,
});

const concluded = (
  { facts, request }: Asked,
  reason: NotCountedBecause['reason'],
  asked: number | string,
): NotCountedBecause => ({
  reason,
  detail: { concludedIn: leaves(request), ...(facts.resultCode && { result: facts.resultCode }), asked },
  eventId: facts.concludedEventId ?? facts.receivedEventId,
});

/** Why a request does not leave the books in the year; nothing where it does. */
function notConcludedIn(asked: Asked): NotCountedBecause[] {
  const left = leaves(asked.request);
  if (left === Infinity) return [{ reason: 'still_open', detail: { asked: asked.year } }];
  if (left < asked.year) return [concluded(asked, 'concluded_earlier', asked.year)];
  return left > asked.year ? [concluded(asked, 'concluded_later', asked.year)] : [];
}

/** What keeps a request out of a row, by the part the row plays. */
const OUT_OF_ROW: Record<T3Role, (asked: Asked) => NotCountedBecause[]> = {
  received: (asked) => {
    if (asked.request.statYear === asked.year) return [];
    const reason = asked.request.statYear < asked.year ? 'received_earlier' : 'received_later';
    return [received(asked, reason, asked.year)];
  },
  carriedIn: (asked) => [
    ...(asked.request.statYear === asked.year ? [received(asked, 'received_in_year', asked.year)] : []),
    ...(asked.request.statYear > asked.year ? [received(asked, 'received_later', asked.year)] : []),
    ...(leaves(asked.request) < asked.year ? [concluded(asked, 'concluded_earlier', asked.year)] : []),
  ],
  result: (asked) => [
    ...notConcludedIn(asked),
    ...(asked.request.resultCode !== null && asked.request.resultCode !== asked.row
      ? [concluded(asked, 'other_result', asked.row)]
      : []),
  ],
  resultsTotal: notConcludedIn,
  carriedOut: (asked) => [
    ...(asked.request.statYear > asked.year ? [received(asked, 'received_later', asked.year)] : []),
    ...(leaves(asked.request) <= asked.year ? [concluded(asked, 'concluded_by_then', asked.year)] : []),
  ],
};

const roleOf = new Map(TABLE3_ROWS.map(({ code, role }) => [code, role]));

function outOfTable3(facts: Countable, year: number, cell: T3CellId): NotCountedBecause[] {
  const [, row, column] = cell.split('.') as ['t3', T3Row, T3Column];
  const request = requestGroupOf(facts);
  const asked: Asked = { request, facts, row, year };
  const elsewhere: NotCountedBecause[] =
    column === 'total' || column === request.column
      ? []
      : [
          {
            reason: 'other_column',
            detail: { column: request.column, asked: column },
            eventId: facts.receivedEventId,
          },
        ];
  return [...elsewhere, ...OUT_OF_ROW[roleOf.get(row)!](asked)];
}

type Appeal = StatisticalFacts['appeals'][number] | BookedAppeal;

function outOfColumn(appeal: Appeal, column: T4Cell, year: number): NotCountedBecause[] {
  const counted = 'booked' in appeal ? { ...appeal.booked, count: 1 } : appealGroupOf(appeal);
  const ended = ends(counted);
  const filed = { eventId: appeal.filedEventId };
  const end = { eventId: appeal.concludedEventId ?? appeal.filedEventId };
  if (counted.filedYear > year) {
    return [{ reason: 'filed_later', detail: { filedIn: counted.filedYear, asked: year }, ...filed }];
  }
  if (ended < year) return [{ reason: 'ended_earlier', detail: { endedIn: ended, asked: year }, ...end }];
  if (column === 'total') return [];
  if (column === 'pending') {
    return ended > year ? [] : [{ reason: 'ended_by_then', detail: { endedIn: ended, asked: year }, ...end }];
  }
  if (ended > year) return [{ reason: 'pending', detail: { asked: year }, ...filed }];
  return counted.result === column
    ? []
    : [{ reason: 'other_outcome', detail: { outcome: String(counted.result), asked: column }, ...end }];
}

const countedGroup = (appeal: Appeal): T4Group => ('booked' in appeal ? appeal.booked.group : appeal.group);

function outOfTable4(facts: Countable, year: number, cell: T4CellId): NotCountedBecause[] {
  const [, group, column] = cell.split('.') as ['t4', T4Group, T4Cell];
  if (facts.appeals.length === 0) return [{ reason: 'no_proceeding', detail: {} }];
  const appeals: readonly Appeal[] = facts.appeals;
  const ofGroup = appeals.filter((appeal) => countedGroup(appeal) === group);
  if (ofGroup.length === 0) {
    const groups = appeals.map(countedGroup).join(', ');
    return [{ reason: 'other_route', detail: { groups, asked: group }, eventId: facts.appeals[0]!.filedEventId }];
  }
  const out = ofGroup.map((appeal) => outOfColumn(appeal, column, year));
  // One proceeding in the cell is enough.
  return out.some((because) => because.length === 0) ? [] : out.flat();
}

const outOf = (facts: Countable, year: number, cell: CellId): NotCountedBecause[] =>
  cell.startsWith('t4.') ? outOfTable4(facts, year, cell as T4CellId) : outOfTable3(facts, year, cell as T3CellId);

/**
 * Everything that keeps a case out of a cell of a year; nothing exactly where `cellsOf` counts it there.
 * @param plain the facts as the events say them, where `facts` are booked by published reports
 */
export function whyNot(facts: Countable, year: number, cell: CellId, plain?: StatisticalFacts): NotCountedBecause[] {
  if (isT2CellId(cell)) return [{ reason: 'not_from_cases', detail: {} }];
  const out = outOf(facts, year, cell);
  const byEvents = plain !== undefined && cellsOf(plain, year).some((each) => each.cell === cell);
  return out.length > 0 && byEvents ? [{ reason: 'published_books', detail: {} }, ...out] : out;
}
