/** R-84 and the table below it: the way an applicant is told, by result; decisions since 2024 only. */
export const REMEDY: Record<string, string> = {
  granted: 'either',
  partially_granted: 'reconsideration_first',
  denied_state_secret: 'reconsideration_first',
  denied_other_law: 'reconsideration_first',
  denied_security_stability: 'reconsideration_first',
  denied_third_party: 'reconsideration_first',
  denied_internal_affairs: 'reconsideration_first',
  denied_process_information: 'reconsideration_first',
  denied_enforcement_file: 'reconsideration_first',
  denied_administrative_query: 'either',
  unable_not_held: 'either',
  unable_needs_creation: 'either',
  unable_still_unclear: 'either',
  not_processed_petition: 'either',
  not_processed_duplicate: 'either',
  not_processed_publication: 'either',
  not_processed_excessive: 'either',
  not_processed_confirmation: 'either',
  other_correction_lapsed: 'either',
  other_fee_lapsed: 'either',
  other_other: 'either',
};

/**
 * The result that needs no basis. The table names none for `not_processed_confirmation` either; the core wants one all
 * the same, as R-70 does of every reply.
 */
export const WITHOUT_BASIS: readonly string[] = ['other_other', 'not_processed_confirmation'];

export const DISCLOSES: readonly string[] = ['granted', 'partially_granted'];
