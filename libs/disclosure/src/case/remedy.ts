import type { CivilDate } from '../calendar/civil-date';
import type { Dated } from '../events/catalogue';
import { RESULT_CODES, type RemedyKind, type ResultCode } from '../vocabulary/result-codes';

/** The revised Reconsideration Law: refusals decided from this day on go to reconsideration first. */
const RECONSIDERATION_FIRST_SINCE: CivilDate = '2024-01-01';

/** The remedy an applicant must be told of; a decision without a known day counts as a recent one. */
export function remedyFor(code: ResultCode, decidedOn: Dated): RemedyKind {
  return decidedOn !== null && decidedOn < RECONSIDERATION_FIRST_SINCE ? 'either' : RESULT_CODES[code].remedy;
}
