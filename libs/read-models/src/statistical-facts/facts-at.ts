import type { EntityManager } from 'typeorm';
import type {
  AppealGroupCount,
  AppealHistory,
  AppealState,
  RequestGroup,
  RequestHistory,
  RequestState,
} from '@app/annual-report';
import { feeOn, type CivilDate, type FeeFact } from '@app/disclosure';

/** One unit's facts as known at a log position. */
export interface FactsOfUnit {
  unit: string;
  at: number;
  /** Years the answer is to serve: cases done with before them are left out. */
  fromYear: number;
  toYear: number;
  /** What took effect later is left out (D2). */
  on?: CivilDate;
}

const STANDING = `f.unit = $1 and f.from_position <= $2 and (f.to_position is null or f.to_position > $2)`;
/** Generous on purpose: which cell a case is in is decided by @app/annual-report alone. */
const TOUCHING = `f.stat_year <= $4 and (f.concluded_year is null or f.concluded_year >= $3 or f.stat_year >= $3)`;

/** A day may lie before the years asked about: what was concluded after it was open then. */
export const firstYearOf = ({ fromYear, on }: FactsOfUnit): number =>
  on === undefined ? fromYear : Math.min(fromYear, Number(on.slice(0, 4)));

const parametersOf = (of: FactsOfUnit): unknown[] => [
  of.unit,
  of.at,
  firstYearOf(of),
  of.toYear,
  ...(of.on === undefined ? [] : [of.on]),
];

/** The end of a request or proceeding, less what lies after the day in parameter 5. */
const byTheDay = (of: FactsOfUnit, ended: string, value: string): string =>
  of.on === undefined ? value : `case when ${ended} <= $5::date then ${value} end`;

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
  const ended = (value: string) => lastBy(of, 'f.concluded_on', value);
  const rows = await manager.query<{ states: Record<string, StateRow>; count: number }[]>(
    `select states, count(*) as count from (
       select jsonb_object_agg(moment.place, jsonb_build_array(f.stat_year, f.stat_column,
         ${ended('f.concluded_year')}, ${ended('f.result_code')})) as states
       from read_models.statistical_facts f
       join unnest($2::bigint[]) with ordinality as moment(position, place)
         on f.from_position <= moment.position and (f.to_position is null or f.to_position > moment.position)
       where f.unit = $1 ${begunBy(of, 'f.received_on')} group by f.case_id
     ) as requests group by states`,
    [of.unit, moments, ...dayAndPlace(of, moments)],
  );
  return rows.map(({ states, count }) => ({
    count,
    states: moments.map((_, place) => stateOf(states[place + 1])),
  }));
}

/** What the published reports counted stands as it is; only the last moment is told as of the day. */
const dayAndPlace = ({ on }: FactsOfUnit, moments: readonly number[]): unknown[] =>
  on === undefined ? [] : [on, moments.length];
const lastBy = ({ on }: FactsOfUnit, ended: string, value: string): string =>
  on === undefined ? value : `case when moment.place < $4 or ${ended} <= $3::date then ${value} end`;
const begunBy = ({ on }: FactsOfUnit, begun: string): string =>
  on === undefined ? '' : `and (moment.place < $4 or ${begun} <= $3::date)`;

type StateRow = [RequestState['statYear'], RequestState['column'], number | null, RequestState['resultCode']];

function stateOf(row: StateRow | undefined): RequestState | null {
  if (!row) return null;
  const [statYear, column, concludedYear, resultCode] = row;
  return { statYear, column, concludedYear, resultCode };
}

function requestGroups(manager: EntityManager, of: FactsOfUnit): Promise<RequestGroup[]> {
  return manager.query<RequestGroup[]>(
    `select f.stat_year as "statYear", f.stat_column as "column",
       ${byTheDay(of, 'f.concluded_on', 'f.concluded_year')} as "concludedYear",
       ${byTheDay(of, 'f.concluded_on', 'f.result_code')} as "resultCode", count(*) as count
     from read_models.statistical_facts f where ${STANDING} and ${TOUCHING}
       ${of.on === undefined ? '' : 'and f.received_on <= $5::date'}
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
  const ended = (value: string) => lastBy(of, 'appeal."concludedOn"', value);
  const rows = await manager.query<{ states: Record<string, AppealRow>; count: number }[]>(
    `select states, count(*) as count from (
       select jsonb_object_agg(moment.place, jsonb_build_array(appeal."group", extract(year from appeal."filedOn")::int,
         ${ended('extract(year from appeal."concludedOn")::int')}, ${ended('appeal.result')})) as states
       from read_models.statistical_facts f
       join unnest($2::bigint[]) with ordinality as moment(position, place)
         on f.from_position <= moment.position and (f.to_position is null or f.to_position > moment.position),
       jsonb_to_recordset(f.appeals)
         as appeal("group" text, "filedOn" date, "concludedOn" date, result text, "filedEventId" text)
       where f.unit = $1 and f.appeals <> '[]'::jsonb ${begunBy(of, 'f.received_on')}
         ${begunBy(of, 'appeal."filedOn"')} group by appeal."filedEventId"
     ) as appeals group by states`,
    [of.unit, moments, ...dayAndPlace(of, moments)],
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
       ${byTheDay(of, 'appeal."concludedOn"', 'extract(year from appeal."concludedOn")::int')} as "concludedYear",
       ${byTheDay(of, 'appeal."concludedOn"', 'appeal.result')} as result, count(*) as count
     from read_models.statistical_facts f,
       jsonb_to_recordset(f.appeals) as appeal("group" text, "filedOn" date, "concludedOn" date, result text)
     where ${STANDING} and f.appeals <> '[]'::jsonb
       and (appeal."concludedOn" is null or appeal."concludedOn" >= make_date($3, 1, 1) or appeal."filedOn" >= make_date($3, 1, 1))
       and appeal."filedOn" <= make_date($4, 12, 31)
       ${of.on === undefined ? '' : 'and f.received_on <= $5::date and appeal."filedOn" <= $5::date'}
     group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
    parametersOf(of),
  );
}

/** The fee facts of all cases that have any. */
export async function feeFacts(
  manager: EntityManager,
  { unit, at, on }: Pick<FactsOfUnit, 'unit' | 'at' | 'on'>,
): Promise<FeeFact[]> {
  const rows = await manager.query<{ fee: FeeFact }[]>(
    `select f.fee from read_models.statistical_facts f where ${STANDING} and f.fee is not null order by f.case_id`,
    [unit, at],
  );
  return rows.flatMap(({ fee }) => (on === undefined ? fee : (feeOn(fee, on) ?? [])));
}
