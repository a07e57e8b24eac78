import {
  composeReport,
  tabulate,
  type AnnualReport,
  type AppealGroupCount,
  type ReportInput,
  type RequestGroup,
} from '@app/annual-report';
import type { ApplicantKind, ResultCode } from '@app/disclosure';

const request = (
  count: number,
  column: ApplicantKind,
  statYear: number,
  concludedYear: number | null = statYear,
  resultCode: ResultCode | null = null,
): RequestGroup => ({ count, column, statYear, concludedYear, resultCode });

/** An invented bureau's year: enough in every corner of the tables to see a misplaced number. */
const REQUESTS: RequestGroup[] = [
  request(6, 'natural_person', 2023, 2024, 'granted'),
  request(2, 'natural_person', 2023, 2024, 'unable_not_held'),
  request(1, 'legal_commercial', 2023, 2024, 'partially_granted'),
  request(58, 'natural_person', 2024, 2024, 'granted'),
  request(11, 'legal_commercial', 2024, 2024, 'granted'),
  request(1, 'legal_public_interest', 2024, 2024, 'granted'),
  request(3, 'legal_legal_service', 2024, 2024, 'granted'),
  request(17, 'natural_person', 2024, 2024, 'partially_granted'),
  request(2, 'legal_commercial', 2024, 2024, 'partially_granted'),
  request(1, 'natural_person', 2024, 2024, 'denied_third_party'),
  request(2, 'natural_person', 2024, 2024, 'denied_internal_affairs'),
  request(3, 'natural_person', 2024, 2024, 'denied_process_information'),
  request(4, 'natural_person', 2024, 2024, 'denied_enforcement_file'),
  request(1, 'legal_legal_service', 2024, 2024, 'denied_administrative_query'),
  request(21, 'natural_person', 2024, 2024, 'unable_not_held'),
  request(3, 'legal_commercial', 2024, 2024, 'unable_not_held'),
  request(2, 'natural_person', 2024, 2024, 'unable_needs_creation'),
  request(1, 'natural_person', 2024, 2024, 'unable_still_unclear'),
  request(4, 'natural_person', 2024, 2024, 'not_processed_petition'),
  request(2, 'natural_person', 2024, 2024, 'not_processed_duplicate'),
  request(3, 'natural_person', 2024, 2024, 'other_correction_lapsed'),
  request(1, 'natural_person', 2024, 2024, 'other_fee_lapsed'),
  request(5, 'natural_person', 2024, 2024, 'other_other'),
  request(1, 'legal_other', 2024, 2024, 'other_other'),
  request(9, 'natural_person', 2024, 2025, 'granted'),
  request(2, 'legal_commercial', 2024, null),
];

const APPEALS: AppealGroupCount[] = [
  { group: 'recon', filedYear: 2023, concludedYear: 2024, result: 'upheld', count: 1 },
  { group: 'recon', filedYear: 2024, concludedYear: 2024, result: 'upheld', count: 3 },
  { group: 'recon', filedYear: 2024, concludedYear: 2024, result: 'corrected', count: 1 },
  { group: 'recon', filedYear: 2024, concludedYear: null, result: null, count: 2 },
  { group: 'suit_after_recon', filedYear: 2024, concludedYear: 2024, result: 'upheld', count: 1 },
  { group: 'suit_direct', filedYear: 2024, concludedYear: null, result: null, count: 1 },
];

/** The sample bureau's 2024 tables. */
export const SAMPLE_TABLES = tabulate(
  {
    requests: REQUESTS,
    appeals: APPEALS,
    figures: {
      't2.normative_documents.issued': 4,
      't2.normative_documents.repealed': 1,
      't2.normative_documents.in_force': 37,
      't2.administrative_license.decisions': 12846,
      't2.administrative_penalty.decisions': 318,
      't2.administrative_coercion.decisions': 26,
      't2.administrative_fee.amount_wan_yuan': 1_284_650,
    },
  },
  2024,
);

/** A report of the sample bureau; `changes` replace single inputs. */
export const sampleReport = (changes: Partial<ReportInput> = {}): AnnualReport =>
  composeReport({
    unit: { code: 'SAMPLE', name: '示例市示例局', canMakeRules: false },
    year: 2024,
    tables: SAMPLE_TABLES,
    fee: { notices: 2, noticedYuan: 520, collectedYuan: 380 },
    position: 4711,
    ...changes,
  });
