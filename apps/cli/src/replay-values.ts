import {
  APPLICANT_KINDS,
  CASE_STATUSES,
  CHANNELS,
  RESULT_CODES,
  type ApplicantKind,
  type CaseStatus,
  type Channel,
  type ResultCode,
} from '@app/disclosure';

/** Ids of entries are for `--json`. */
export const isForPeople = (field: string): boolean => !/[Ee]ventId$/.test(field);

/** What codes are called on the form, by the last name of their path. */
const LABELS: Record<string, (code: string) => string | undefined> = {
  status: (code) => CASE_STATUSES[code as CaseStatus],
  channel: (code) => CHANNELS[code as Channel]?.label,
  applicantKind: (code) => APPLICANT_KINDS[code as ApplicantKind],
  resultCode: (code) => RESULT_CODES[code as ResultCode]?.label,
};

/** A value of the case for people. */
export function valueText(field: string, value: unknown): string {
  if (value === undefined) return '–';
  if (typeof value !== 'string') return JSON.stringify(value);
  return LABELS[field.slice(field.lastIndexOf('.') + 1)]?.(value) ?? value;
}
