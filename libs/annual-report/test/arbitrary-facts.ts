import {
  APPLICANT_KINDS,
  RESULT_CODES,
  type AppealFact,
  type ApplicantKind,
  type ResultCode,
  type StatisticalFacts,
} from '@app/disclosure';
import fc from 'fast-check';

export const FIRST_YEAR = 2021;
export const YEARS = [2021, 2022, 2023, 2024, 2025] as const;

const day = (year: number) =>
  fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([month, date]) => `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);

const span = fc
  .integer({ min: FIRST_YEAR - 1, max: 2025 })
  .chain((from) =>
    fc.record({ from: fc.constant(from), to: fc.option(fc.integer({ min: from, max: from + 3 }), { nil: undefined }) }),
  );

const appeal: fc.Arbitrary<AppealFact> = span.chain(({ from, to }) =>
  fc.record({
    group: fc.constantFrom('recon' as const, 'suit_direct' as const, 'suit_after_recon' as const),
    filedOn: day(from),
    concludedOn: to === undefined ? fc.constant(undefined) : day(to),
    result:
      to === undefined
        ? fc.constant(undefined)
        : fc.constantFrom('upheld' as const, 'corrected' as const, 'other' as const),
    filedEventId: fc.constant('filed'),
    concludedEventId: fc.constant(to === undefined ? undefined : 'ended'),
  }),
);

/** A counted case with any history of years, possibly open, with up to three proceedings. */
export const anyFacts: fc.Arbitrary<StatisticalFacts> = span.chain(({ from, to }) =>
  fc.record({
    unit: fc.constant('U'),
    caseId: fc.uuid(),
    caseNo: fc.constant('no'),
    statYear: fc.constant(from),
    receivedOn: day(from),
    column: fc.constantFrom(...(Object.keys(APPLICANT_KINDS) as ApplicantKind[])),
    receivedEventId: fc.constant('received'),
    concludedYear: fc.constant(to),
    concludedOn: to === undefined ? fc.constant(undefined) : day(to),
    resultCode:
      to === undefined ? fc.constant(undefined) : fc.constantFrom(...(Object.keys(RESULT_CODES) as ResultCode[])),
    concludedEventId: fc.constant(to === undefined ? undefined : 'concluded'),
    appeals: fc.array(appeal, { maxLength: 3 }),
  }),
);

export const anyCases = fc.array(anyFacts, { maxLength: 40 });
