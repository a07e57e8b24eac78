import type { EntityManager } from 'typeorm';
import {
  bookedFacts,
  type AppealGroupCount,
  type AppealHistory,
  type AppealState,
  type BookedFacts,
  type RequestGroup,
  type RequestHistory,
  type RequestState,
} from '@app/annual-report';
import type { FeeFact, StatisticalFacts } from '@app/disclosure';
import { bySubject } from '../framework/spans';
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

/**
 * Requests counted by what decides their cells in table 3: the current table is a GROUP BY (D4). Where reports are
 * published, how a request stood when each of them was counted decides as well, and is grouped by too.
 */
export async function requestHistories(
  manager: EntityManager,
  of: FactsOfUnit,
  published: readonly { countedPosition: number }[],
): Promise<RequestHistory[]> {
  if (published.length === 0) {
    return (await requestGroups(manager, of)).map(({ count, ...state }) => ({ states: [state], count }));
  }
  const moments = [...published.map(({ countedPosition }) => countedPosition), of.at];
  const rows = await manager.query<{ states: Record<string, StateRow>; count: number }[]>(
    `select states, count(*) as count from (
       select jsonb_object_agg(moment.place,
         jsonb_build_array(f.stat_year, f.stat_column, f.concluded_year, f.result_code)) as states
       from read_models.statistical_facts f
       join unnest($2::bigint[]) with ordinality as moment(position, place)
         on f.from_position <= moment.position and (f.to_position is null or f.to_position > moment.position)
       where f.unit = $1 group by f.case_id
     ) as requests group by states`,
    [of.unit, moments],
  );
  return rows.map(({ states, count }) => ({
    count,
    states: moments.map((_, place) => stateOf(states[place + 1])),
  }));
}

type StateRow = [RequestState['statYear'], RequestState['column'], number | null, RequestState['resultCode']];

function stateOf(row: StateRow | undefined): RequestState | null {
  if (!row) return null;
  const [statYear, column, concludedYear, resultCode] = row;
  return { statYear, column, concludedYear, resultCode };
}

function requestGroups(manager: EntityManager, of: FactsOfUnit): Promise<RequestGroup[]> {
  return manager.query<RequestGroup[]>(
    `select f.stat_year as "statYear", f.stat_column as "column", f.concluded_year as "concludedYear",
       f.result_code as "resultCode", count(*) as count
     from read_models.statistical_facts f where ${STANDING} and ${TOUCHING}
     group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
    parametersOf(of),
  );
}

/** Proceedings counted by what decides their cells in table 4, as they stood at each published report as well. */
export async function appealHistories(
  manager: EntityManager,
  of: FactsOfUnit,
  published: readonly { countedPosition: number }[],
): Promise<AppealHistory[]> {
  if (published.length === 0) {
    return (await appealGroups(manager, of)).map(({ count, ...state }) => ({ states: [state], count }));
  }
  const moments = [...published.map(({ countedPosition }) => countedPosition), of.at];
  const rows = await manager.query<{ states: Record<string, AppealRow>; count: number }[]>(
    `select states, count(*) as count from (
       select jsonb_object_agg(moment.place, jsonb_build_array(appeal."group", extract(year from appeal."filedOn")::int,
         extract(year from appeal."concludedOn")::int, appeal.result)) as states
       from read_models.statistical_facts f
       join unnest($2::bigint[]) with ordinality as moment(position, place)
         on f.from_position <= moment.position and (f.to_position is null or f.to_position > moment.position),
       jsonb_to_recordset(f.appeals)
         as appeal("group" text, "filedOn" date, "concludedOn" date, result text, "filedEventId" text)
       where f.unit = $1 and f.appeals <> '[]'::jsonb group by appeal."filedEventId"
     ) as appeals group by states`,
    [of.unit, moments],
  );
  return rows.map(({ states, count }) => ({
    count,
    states: moments.map((_, place) => appealStateOf(states[place + 1])),
  }));
}

type AppealRow = [AppealState['group'], number, number | null, AppealState['result']];

function appealStateOf(row: AppealRow | undefined): AppealState | null {
  if (!row) return null;
  const [group, filedYear, concludedYear, result] = row;
  return { group, filedYear, concludedYear, result };
}

function appealGroups(manager: EntityManager, of: FactsOfUnit): Promise<AppealGroupCount[]> {
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

/**
 * The facts themselves, one case at a time, for the way back from a cell to its cases.
 * @param published the unit's reports of earlier years, ascending
 */
export async function factsOfCases(
  manager: EntityManager,
  of: FactsOfUnit,
  published: readonly { year: number; countedPosition: number }[] = [],
): Promise<(StatisticalFacts | BookedFacts)[]> {
  if (published.length === 0) return (await spansTouching(manager, of)).map(factsOf);
  const moments = [...published.map(({ countedPosition }) => countedPosition), of.at];
  const spans = await manager
    .getRepository(FactsSpan)
    .createQueryBuilder('f')
    .where('f.unit = :unit and f.from_position <= :at', of)
    .orderBy('f.case_no', 'ASC')
    .addOrderBy('f.case_id', 'ASC')
    .addOrderBy('f.from_position', 'ASC')
    .getMany();
  const cases = bySubject(spans, ({ caseId }) => caseId);
  return cases.flatMap((ofCase): BookedFacts[] => {
    const known = moments.map((at) => ofCase.find((span) => spanStandsAt(span, at)));
    const booked = bookedFacts(
      published.map(({ year }) => year),
      known.map((span) => span && factsOf(span)),
    );
    return booked ? [booked] : [];
  });
}

const spanStandsAt = ({ fromPosition, toPosition }: FactsSpan, at: number): boolean =>
  fromPosition <= at && (toPosition === null || toPosition > at);

async function spansTouching(manager: EntityManager, of: FactsOfUnit): Promise<FactsSpan[]> {
  return manager
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
}

export function factsOf(span: FactsSpan): StatisticalFacts {
  return {
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
  };
}
