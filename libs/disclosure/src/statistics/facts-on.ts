import type { CivilDate } from '../calendar/civil-date';
import type { AppealFact, FeeFact, StatisticalFacts } from './facts';

/**
 * The facts as they were at the end of a day, by what is known of them: what took effect later had not happened (D2).
 * `undefined` before the day of receipt. The days are those that decide the year of a cell.
 */
export function factsOn(facts: StatisticalFacts, day: CivilDate): StatisticalFacts | undefined {
  if (facts.receivedOn > day) return undefined;
  const { concludedYear, concludedOn, resultCode, concludedEventId, fee, ...open } = facts;
  const noticed = fee && feeOn(fee, day);
  const concluded = concludedOn !== undefined && concludedOn <= day;
  return {
    ...open,
    ...(concluded && { concludedYear, concludedOn, resultCode, concludedEventId }),
    appeals: facts.appeals.filter(({ filedOn }) => filedOn <= day).map((appeal) => appealOn(appeal, day)),
    ...(noticed && { fee: noticed }),
  };
}

function appealOn(appeal: AppealFact, day: CivilDate): AppealFact {
  if (appeal.concludedOn === undefined || appeal.concludedOn <= day) return appeal;
  const { group, filedOn, filedEventId } = appeal;
  return { group, filedOn, filedEventId };
}

/** Noticed and collected up to a day; `undefined` before the notice. One that an old ledger does not date stays. */
export function feeOn({ noticedOn, noticedYuan, collected }: FeeFact, day: CivilDate): FeeFact | undefined {
  if (noticedOn !== undefined && noticedOn > day) return undefined;
  return {
    ...(noticedOn !== undefined && { noticedOn }),
    noticedYuan,
    collected: collected.filter(({ on }) => on <= day),
  };
}
