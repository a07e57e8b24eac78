import type { EntityManager } from 'typeorm';
import type { AppealGroupCount, RequestGroup } from '@app/annual-report';
import type { FeeFact, StatisticalFacts } from '@app/disclosure';
import { FactsSpan } from './facts-span.entity';

/** One unit's facts as known at a log position. */
export interface FactsOfUnit {
  unit: string;
  at: number;
  /** Years the answer is to serve: cases done with before them are left out. */
  fromYear: number;
  toYear: number;
}

const STANDING = `f.unit = $1 and f.from_position <= $2 and (f.to_position is null or f.to_position > $2)`;
/** Generous on purpose: which cell a case is in is decided by @app/annual-report alone. */
const TOUCHING = `f.stat_year <= $4 and (f.concluded_year is null or f.concluded_year >= $3 or f.stat_year >= $3)`;

const parametersOf = ({ unit, at, fromYear, toYear }: FactsOfUnit) => [unit, at, fromYear, toYear];

/** Requests counted by what decides their cells in table 3: the current table is a GROUP BY (D4). */
export function requestGroups(manager: EntityManager, of: FactsOfUnit): Promise<RequestGroup[]> {
  return manager.query<RequestGroup[]>(
    `select f.stat_year as "statYear", f.stat_column as "column", f.concluded_year as "concludedYear",
       f.result_code as "resultCode", count(*) as count
     from read_models.statistical_facts f where ${STANDING} and ${TOUCHING}
     group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
    parametersOf(of),
  );
}

/** Proceedings counted by what decides their cells in table 4. */
export function appealGroups(manager: EntityManager, of: FactsOfUnit): Promise<AppealGroupCount[]> {
  return manager.query<AppealGroupCount[]>(
    `select appeal."group", extract(year from appeal."filedOn")::int as "filedYear",
       extract(year from appeal."concludedOn")::int as "concludedYear", appeal.result, count(*) as count
     from read_models.statistical_facts f,
       jsonb_to_recordset(f.appeals) as appeal("group" text, "filedOn" date, "concludedOn" date, result text)
     where ${STANDING} and f.appeals <> '[]'::jsonb
       and (appeal."concludedOn" is null or appeal."concludedOn" >= make_date($3, 1, 1) or appeal."filedOn" >= make_date($3, 1, 1))
       and appeal."filedOn" <= make_date($4, 12, 31)
     group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
    parametersOf(of),
  );
}

/** The fee facts of all cases that have any. */
export async function feeFacts(
  manager: EntityManager,
  { unit, at }: Pick<FactsOfUnit, 'unit' | 'at'>,
): Promise<FeeFact[]> {
  const rows = await manager.query<{ fee: FeeFact }[]>(
    `select f.fee from read_models.statistical_facts f where ${STANDING} and f.fee is not null order by f.case_id`,
    [unit, at],
  );
  return rows.map(({ fee }) => fee);
}

/** The facts themselves, one case at a time, for the way back from a cell to its cases. */
export async function factsOfCases(manager: EntityManager, of: FactsOfUnit): Promise<StatisticalFacts[]> {
  const spans = await manager
    .getRepository(FactsSpan)
    .createQueryBuilder('f')
    .where('f.unit = :unit and f.from_position <= :at and (f.to_position is null or f.to_position > :at)', of)
    .andWhere(
      `(f.appeals <> '[]'::jsonb or (f.stat_year <= :toYear
        and (f.concluded_year is null or f.concluded_year >= :fromYear or f.stat_year >= :fromYear)))`,
      of,
    )
    .orderBy('f.case_no', 'ASC')
    .addOrderBy('f.case_id', 'ASC')
    .getMany();
  return spans.map((span) => ({
    unit: span.unit,
    caseId: span.caseId,
    caseNo: span.caseNo,
    statYear: span.statYear,
    column: span.statColumn,
    receivedEventId: span.receivedEventId,
    concludedYear: span.concludedYear ?? undefined,
    resultCode: span.resultCode ?? undefined,
    concludedEventId: span.concludedEventId ?? undefined,
    appeals: span.appeals,
    fee: span.fee ?? undefined,
  }));
}
