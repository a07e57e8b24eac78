import type { Projection } from './framework/projection';
import { applicantMonths } from './applicant-months/applicant-months';
import { caseRegister } from './case-register/case-register';
import { caseTimeline } from './case-timeline/case-timeline';
import { dueList } from './due-list/due-list';
import { reportInputs } from './report-inputs/report-inputs';
import { reportSnapshots } from './report-snapshots/report-snapshots';
import { statisticalFacts } from './statistical-facts/statistical-facts';
import { units } from './units/units';

/** Every view of the log, one per question. */
export const PROJECTIONS: readonly Projection[] = [
  caseRegister,
  caseTimeline,
  dueList,
  statisticalFacts,
  reportInputs,
  reportSnapshots,
  units,
  applicantMonths,
];
