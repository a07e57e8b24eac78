/** The six applicant categories: the columns of table 3 without its total (annual-report §3). */
export type ApplicantKind =
  | 'natural_person'
  | 'legal_commercial'
  | 'legal_research'
  | 'legal_public_interest'
  | 'legal_legal_service'
  | 'legal_other';

/** Official column labels, in the order of the form. */
export const APPLICANT_KINDS: Record<ApplicantKind, string> = {
  natural_person: '自然人',
  legal_commercial: '商业企业',
  legal_research: '科研机构',
  legal_public_interest: '社会公益组织',
  legal_legal_service: '法律服务机构',
  legal_other: '其他',
};
