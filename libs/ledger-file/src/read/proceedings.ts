import type { CaseRecord } from '@app/disclosure';
import type { Hint } from '../columns/cell';
import type { ColumnCode } from '../columns/codes';
import type { ColumnValues } from '../columns/values';
import { issueAt, type Place } from './issue';
import type { Issue } from './issues';

export interface Proceedings {
  reconsiderations: CaseRecord['reconsiderations'];
  suits: CaseRecord['suits'];
  issues: Issue[];
}

/** The reconsiderations and suits of one row; a date or result that belongs to no filed proceeding is a question. */
export function proceedingsOf(
  values: Partial<ColumnValues>,
  place: Place,
  asked: ReadonlySet<ColumnCode>,
): Proceedings {
  const issues: Issue[] = [];
  const recon = zip(values, ['recon_filed_on', 'recon_concluded_on', 'recon_result']);
  const suit = zip(values, ['suit_route', 'suit_filed_on', 'suit_concluded_on', 'suit_result']);
  const uneven = (column: ColumnCode): void => {
    issues.push(issueAt(place, column, 'Q_APPEAL_COUNT'));
  };
  const incomplete = (column: ColumnCode, hint: Hint): void => {
    if (!GROUPS[column]?.some((member) => asked.has(member))) issues.push(issueAt(place, column, 'Q_APPEAL', hint));
  };
  if (recon === undefined) uneven('recon_filed_on');
  if (suit === undefined) uneven('suit_filed_on');

  const reconsiderations = (recon ?? []).flatMap(([filedOn, concludedOn, result]) => {
    if (filedOn === undefined)
      incomplete('recon_filed_on', { zh: '缺少受理日期', en: 'the day of acceptance is missing' });
    else if ((concludedOn === undefined) !== (result === undefined)) incomplete('recon_result', HALF_ENDED);
    else return [{ filedOn, ...(concludedOn === undefined ? {} : { concludedOn, result }) }];
    return [];
  });
  const suits = (suit ?? []).flatMap(([route, filedOn, concludedOn, result]) => {
    if (filedOn === undefined) incomplete('suit_filed_on', { zh: '缺少起诉日期', en: 'the day of filing is missing' });
    else if (route === undefined) incomplete('suit_route', { zh: '缺少诉讼类型', en: 'the route is missing' });
    else if ((concludedOn === undefined) !== (result === undefined)) incomplete('suit_result', HALF_ENDED);
    else return [{ route, filedOn, ...(concludedOn === undefined ? {} : { concludedOn, result }) }];
    return [];
  });
  return { reconsiderations, suits, issues };
}

const HALF_ENDED = { zh: '审结日期与结果须同时填写', en: 'day and result of the conclusion belong together' };

const RECON: ColumnCode[] = ['recon_filed_on', 'recon_concluded_on', 'recon_result'];
const SUIT: ColumnCode[] = ['suit_route', 'suit_filed_on', 'suit_concluded_on', 'suit_result'];
const GROUPS: Partial<Record<ColumnCode, readonly ColumnCode[]>> = {
  recon_filed_on: RECON,
  recon_result: RECON,
  suit_filed_on: SUIT,
  suit_route: SUIT,
  suit_result: SUIT,
};

type ListColumn =
  | 'recon_filed_on'
  | 'recon_concluded_on'
  | 'recon_result'
  | 'suit_route'
  | 'suit_filed_on'
  | 'suit_concluded_on'
  | 'suit_result';
type Item<C extends ListColumn> = ColumnValues[C][number] | undefined;

// One tuple per proceeding; an empty cell says nothing about any of them, other cells must say the same number.
function zip<const C extends readonly ListColumn[]>(
  values: Partial<ColumnValues>,
  columns: C,
): { [I in keyof C]: Item<C[I]> }[] | undefined {
  const lists = columns.map((column) => values[column] as unknown[] | undefined);
  const lengths = new Set(lists.filter((list) => list !== undefined).map((list) => list.length));
  if (lengths.size > 1) return undefined;
  const [length = 0] = lengths;
  return Array.from({ length }, (_, index) => lists.map((list) => list?.[index]) as { [I in keyof C]: Item<C[I]> });
}
