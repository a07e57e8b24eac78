import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { bookedFacts, RESULT_ROWS, type BookedFacts, type CellId } from '@app/annual-report';
import { factsOn, type CivilDate, type StatisticalFacts } from '@app/disclosure';
import { bySubject } from '../framework/spans';
import { FactsSpan } from './facts-span.entity';
import { firstYearOf, type FactsOfUnit } from './facts-at';

/** A case as a unit's tables count it. */
export interface CountedCase {
  facts: StatisticalFacts | BookedFacts;
  /** The same as its events say it, without what published reports fixed; absent for a case that counts no more. */
  plain?: StatisticalFacts;
  /** Its facts by span of log position, oldest first. */
  spans: readonly FactsSpan[];
}

/** Reports of earlier years that fix how a case is booked, ascending. */
type Published = readonly { year: number; countedPosition: number }[];

/**
 * The cases of a register, one at a time, for the way back from a cell to its cases. A cell narrows what is read, never
 * what is counted: whether a case is in it is decided by @app/annual-report alone.
 */
export async function casesOfRegister(
  manager: EntityManager,
  of: FactsOfUnit,
  published: Published,
  cell: CellId,
): Promise<CountedCase[]> {
  let spans = manager
    .getRepository(FactsSpan)
    .createQueryBuilder('f')
    .where('f.unit = :unit and f.from_position <= :at', of);
  spans = published.length === 0 ? standing(spans, of, cell) : everIn(spans, of, cell);
  const found = await spans
    .orderBy('f.case_no', 'ASC')
    .addOrderBy('f.case_id', 'ASC')
    .addOrderBy('f.from_position', 'ASC')
    .getMany();
  return bySubject(found, ({ caseId }) => caseId).flatMap((ofCase) => countedCase(ofCase, of, published) ?? []);
}

type Spans = SelectQueryBuilder<FactsSpan>;

function standing(spans: Spans, of: FactsOfUnit, cell: CellId): Spans {
  const now = spans.andWhere('(f.to_position is null or f.to_position > :at)', of);
  const { appeals, column, result } = narrowingOf(cell);
  if (appeals) return now.andWhere(`f.appeals <> '[]'::jsonb`);
  const ofYears = now.andWhere(
    `f.stat_year <= :toYear and (f.concluded_year is null or f.concluded_year >= :firstYear or f.stat_year >= :firstYear)`,
    { toYear: of.toYear, firstYear: firstYearOf(of) },
  );
  const ofColumn = column === undefined ? ofYears : ofYears.andWhere('f.stat_column = :column', { column });
  return result === undefined ? ofColumn : ofColumn.andWhere('f.result_code = :result', { result });
}

/** What a case was booked as it had once been, except that one gone from the log leaves under 其他. */
function everIn(spans: Spans, { unit }: FactsOfUnit, cell: CellId): Spans {
  const { appeals, column, result } = narrowingOf(cell);
  const once = (condition: string, value: Record<string, unknown>): Spans =>
    spans.andWhere(
      `f.case_id in (select once.case_id from read_models.statistical_facts once where once.unit = :unit and ${condition})`,
      { unit, ...value },
    );
  if (appeals) return once(`once.appeals <> '[]'::jsonb`, {});
  if (column !== undefined) once('once.stat_column = :column', { column });
  if (result !== undefined && result !== 'other_other') once('once.result_code = :result', { result });
  return spans;
}

function narrowingOf(cell: CellId): { appeals: boolean; column?: string; result?: string } {
  const [table, row = '', column = ''] = cell.split('.');
  if (table === 't4') return { appeals: true };
  return {
    appeals: false,
    ...(column !== 'total' && { column }),
    ...((RESULT_ROWS as readonly string[]).includes(row) && { result: row }),
  };
}

/** A case from its spans as a register counts it; `undefined` for one that counts nowhere. */
export function countedCase(
  spans: readonly FactsSpan[],
  { at, on }: { at: number; on?: CivilDate },
  published: Published,
): CountedCase | undefined {
  const last = factsStanding(spans, at);
  const plain = last && on !== undefined ? factsOn(last, on) : last;
  if (published.length === 0) return plain && { facts: plain, plain, spans };
  const booked = bookedFacts(
    published.map(({ year }) => year),
    [...published.map(({ countedPosition }) => factsStanding(spans, countedPosition)), plain],
  );
  return booked ? { facts: booked, ...(plain && { plain }), spans } : undefined;
}

function factsStanding(spans: readonly FactsSpan[], at: number): StatisticalFacts | undefined {
  const standing = spans.find(({ fromPosition, toPosition }) => fromPosition <= at && (toPosition ?? Infinity) > at);
  return standing && factsOf(standing);
}

export function factsOf(span: FactsSpan): StatisticalFacts {
  return {
    unit: span.unit,
    caseId: span.caseId,
    caseNo: span.caseNo,
    statYear: span.statYear,
    receivedOn: span.receivedOn,
    column: span.statColumn,
    receivedEventId: span.receivedEventId,
    concludedYear: span.concludedYear ?? undefined,
    concludedOn: span.concludedOn ?? undefined,
    resultCode: span.resultCode ?? undefined,
    concludedEventId: span.concludedEventId ?? undefined,
    appeals: span.appeals,
    fee: span.fee ?? undefined,
  };
}
