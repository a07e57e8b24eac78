import type {
  AppealFact,
  AppealGroup,
  AppealResult,
  ApplicantKind,
  ResultCode,
  StatisticalFacts,
} from '@app/disclosure';
import { yearOf } from './year';

/** Requests that are in the same cells in every year, and how many they are (D4: a GROUP BY row). */
export interface RequestGroup {
  /** Year of receipt. */
  statYear: number;
  column: ApplicantKind;
  /** `null` while open. */
  concludedYear: number | null;
  resultCode: ResultCode | null;
  count: number;
}

/** Proceedings that are in the same cells in every year, and how many they are. */
export interface AppealGroupCount {
  group: AppealGroup;
  filedYear: number;
  /** `null` while pending. */
  concludedYear: number | null;
  result: AppealResult | null;
  count: number;
}

/** The group a case belongs to, as a group of one. */
export const requestGroupOf = (
  facts: Pick<StatisticalFacts, 'statYear' | 'column' | 'concludedYear' | 'resultCode'>,
): RequestGroup => ({
  statYear: facts.statYear,
  column: facts.column,
  concludedYear: facts.concludedYear ?? null,
  resultCode: facts.resultCode ?? null,
  count: 1,
});

/** The group a proceeding belongs to, as a group of one. */
export const appealGroupOf = (appeal: AppealFact): AppealGroupCount => ({
  group: appeal.group,
  filedYear: yearOf(appeal.filedOn),
  concludedYear: appeal.concludedOn === undefined ? null : yearOf(appeal.concludedOn),
  result: appeal.result ?? null,
  count: 1,
});
