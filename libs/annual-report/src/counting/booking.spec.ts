import fc from 'fast-check';
import {
  APPLICANT_COLUMNS,
  appealsFiledIn,
  bookedAppeal,
  bookedAppealGroups,
  bookedFacts,
  bookedGroups,
  bookedState,
  check,
  tabulate,
  type AppealState,
  type RequestState,
} from '@app/annual-report';
import type { StatisticalFacts } from '@app/disclosure';

const open = (statYear: number, column: RequestState['column'] = 'natural_person'): RequestState => ({
  statYear,
  column,
  concludedYear: null,
  resultCode: null,
});
const granted = (statYear: number, concludedYear: number, column?: RequestState['column']): RequestState => ({
  ...open(statYear, column),
  concludedYear,
  resultCode: 'granted',
});

describe('a request where reports are published', () => {
  it('stands as its events say while nothing is published', () => {
    expect(bookedState([], [granted(2024, 2025)])).toEqual(granted(2024, 2025));
    expect(bookedState([], [null])).toBeNull();
  });

  it('enters the year after when it was recorded too late (A-42, S12)', () => {
    expect(bookedState([2024], [null, open(2024)])).toEqual(open(2025));
    expect(bookedState([2024], [null, granted(2023, 2024)])).toEqual(granted(2025, 2025));
  });

  it('keeps the year and column it was published in (A-45, S13)', () => {
    expect(bookedState([2024], [open(2024), granted(2024, 2025, 'legal_commercial')])).toEqual(granted(2024, 2025));
    expect(bookedState([2024], [open(2024), open(2025)])).toEqual(open(2024));
  });

  it('keeps the result it was published with, also when it is void later', () => {
    expect(bookedState([2024], [granted(2024, 2024), granted(2024, 2025)])).toEqual(granted(2024, 2024));
    expect(bookedState([2024], [granted(2024, 2024), null])).toEqual(granted(2024, 2024));
  });

  it('leaves the books under 其他 when it was carried out and is void now', () => {
    expect(bookedState([2024], [open(2024), null])).toEqual({
      ...open(2024),
      concludedYear: 2025,
      resultCode: 'other_other',
    });
  });

  it('is not bound by a report that did not count it', () => {
    expect(bookedState([2024], [open(2025), open(2025, 'legal_other')])).toEqual(open(2025, 'legal_other'));
  });

  const state = fc.option(
    fc
      .record({
        statYear: fc.integer({ min: 2022, max: 2026 }),
        column: fc.constantFrom(...APPLICANT_COLUMNS),
        taken: fc.option(fc.integer({ min: 0, max: 2 })),
      })
      .map(({ statYear, column, taken }) =>
        taken === null ? open(statYear, column) : granted(statYear, statYear + taken, column),
      ),
  );

  it('never breaks a relation between one published year and the next, whatever was entered meanwhile', () => {
    fc.assert(
      fc.property(fc.array(fc.array(state, { minLength: 3, maxLength: 3 }), { maxLength: 8 }), (cases) => {
        const histories = cases.map((states) => ({ states, count: 1 }));
        const years = [2023, 2024];
        // each report from what was known when it was made
        const of = (known: number, year: number) =>
          tabulate(
            {
              requests: bookedGroups(
                histories.map(({ states, count }) => ({ states: states.slice(0, known + 1), count })),
                years.slice(0, known),
                year,
              ),
              appeals: [],
            },
            year,
          );
        const reports = [of(0, 2023), of(1, 2024), of(2, 2025)];
        const faults = reports.flatMap((tables, i) => check(tables, { prior: reports[i - 1] }).filter(({ ok }) => !ok));
        expect(faults).toEqual([]);
      }),
    );
  });
});

const pending = (filedYear: number, group: AppealState['group'] = 'recon'): AppealState => ({
  group,
  filedYear,
  concludedYear: null,
  result: null,
});
const upheld = (filedYear: number, concludedYear: number, group?: AppealState['group']): AppealState => ({
  ...pending(filedYear, group),
  concludedYear,
  result: 'upheld',
});

describe('a proceeding where reports are published', () => {
  it('enters the year after when it was recorded too late (A-42, K-11)', () => {
    expect(bookedAppeal([2024], [null, pending(2024)])).toEqual(pending(2025));
    expect(bookedAppeal([2024], [null, upheld(2023, 2024)])).toEqual(upheld(2025, 2025));
  });

  it('ends in the year after when its end was recorded too late', () => {
    expect(bookedAppeal([2024], [pending(2024), upheld(2024, 2024)])).toEqual(upheld(2024, 2025));
  });

  it('keeps group and result it was published with (A-45)', () => {
    expect(bookedAppeal([2024], [pending(2024), upheld(2024, 2025, 'suit_direct')])).toEqual(upheld(2024, 2025));
    expect(bookedAppeal([2024], [upheld(2024, 2024), pending(2024)])).toEqual(upheld(2024, 2024));
  });

  it('leaves under 其他结果 when it was published as pending and is none any more', () => {
    expect(bookedAppeal([2024], [pending(2024), null])).toEqual({
      ...pending(2024),
      concludedYear: 2025,
      result: 'other',
    });
  });

  it('goes with its case when that is void: what was published as pending leaves the books', () => {
    const facts: StatisticalFacts = {
      unit: 'U',
      caseId: 'case-1',
      caseNo: '1',
      statYear: 2024,
      receivedOn: '2024-10-08',
      column: 'natural_person',
      receivedEventId: 'received',
      appeals: [{ group: 'recon', filedOn: '2024-11-04', filedEventId: 'filed' }],
    };
    const booked = bookedFacts([2024], [facts, undefined]);
    expect(booked?.resultCode).toBe('other_other');
    expect(booked?.appeals.map((appeal) => appeal.booked)).toEqual([
      { ...pending(2024), concludedYear: 2025, result: 'other' },
    ]);
  });

  const state = fc.option(
    fc
      .record({
        filedYear: fc.integer({ min: 2022, max: 2026 }),
        group: fc.constantFrom('recon' as const, 'suit_direct' as const),
        taken: fc.option(fc.integer({ min: 0, max: 2 })),
      })
      .map(({ filedYear, group, taken }) =>
        taken === null ? pending(filedYear, group) : upheld(filedYear, filedYear + taken, group),
      ),
  );

  it('never breaks K-11 between one published year and the next, whatever was entered meanwhile', () => {
    fc.assert(
      fc.property(fc.array(fc.array(state, { minLength: 3, maxLength: 3 }), { maxLength: 8 }), (all) => {
        const published = [2023, 2024];
        const reports = [2023, 2024, 2025].map((year, known) => {
          const histories = all.map((states) => ({ states: states.slice(0, known + 1), count: 1 }));
          const appeals = bookedAppealGroups(histories, published.slice(0, known), year);
          return { tables: tabulate({ requests: [], appeals }, year), filed: appealsFiledIn(appeals, year) };
        });
        const checks = reports.flatMap(({ tables, filed }, i) =>
          i === 0 ? [] : check(tables, { prior: reports[i - 1]!.tables, appealsFiled: filed }),
        );
        expect(checks.filter(({ ok }) => !ok)).toEqual([]);
        expect(checks.filter(({ id }) => id === 'K-11')).not.toEqual([]);
      }),
    );
  });
});
