import fc from 'fast-check';
import {
  bookedFacts,
  CELL_IDS,
  cellsOf,
  CLAUSES,
  COUNTED_CELLS,
  NOT_COUNTED,
  whyNot,
  whyNowhere,
  type CellId,
} from '@app/annual-report';
import type { CaseState, StatisticalFacts } from '@app/disclosure';
import { anyFacts, YEARS } from '../../test/arbitrary-facts';

const year = fc.constantFrom(...YEARS);

describe('the clause of a cell', () => {
  it('stands for every cell of the form, and names the rule every member carries', () => {
    expect(Object.keys(CLAUSES)).toEqual(CELL_IDS);
    expect(COUNTED_CELLS).toHaveLength(190);
    fc.assert(
      fc.property(anyFacts, year, (facts, of) => {
        for (const { cell, rule } of cellsOf(facts, of)) expect(CLAUSES[cell].rules).toContain(rule);
      }),
    );
  });

  it.each(CELL_IDS)('%s says it in two languages and by rules', (cell) => {
    const { rules, zh, en } = CLAUSES[cell];
    expect(rules.length).toBeGreaterThan(0);
    expect(rules.every((rule) => /^(A-|K-|Reg\.|Fee\.|R-)/.test(rule))).toBe(true);
    expect([zh, en].map((text) => text.length > 3)).toEqual([true, true]);
  });
});

describe('why a case is not in a cell', () => {
  it('has no reason exactly where the case is counted, for every cell and year', () => {
    fc.assert(
      fc.property(anyFacts, year, (facts, of) => {
        const counted = new Set(cellsOf(facts, of).map(({ cell }) => cell));
        const silent = COUNTED_CELLS.filter((cell) => whyNot(facts, of, cell).length === 0);
        expect(silent).toEqual(COUNTED_CELLS.filter((cell) => counted.has(cell)));
      }),
    );
  });

  it('has the same of what published reports booked, and says where they are what keeps it out', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, year, (then, now, of) => {
        const last: StatisticalFacts = { ...now, caseId: then.caseId };
        const booked = bookedFacts([of - 1], [then, last]);
        if (!booked) return;
        const plain = new Set(cellsOf(last, of).map(({ cell }) => cell));
        const counted = new Set(cellsOf(booked, of).map(({ cell }) => cell));
        const reasons = COUNTED_CELLS.map((cell) => whyNot(booked, of, cell, last).map(({ reason }) => reason));
        expect(reasons.map(({ length }) => length === 0)).toEqual(COUNTED_CELLS.map((cell) => counted.has(cell)));
        expect(reasons.map((each) => each.includes('published_books'))).toEqual(
          COUNTED_CELLS.map((cell) => plain.has(cell) && !counted.has(cell)),
        );
      }),
      { numRuns: 50 },
    );
  });

  const facts: StatisticalFacts = {
    unit: 'U',
    caseId: 'c',
    caseNo: '2024-1',
    statYear: 2024,
    receivedOn: '2024-12-30',
    column: 'legal_commercial',
    receivedEventId: 'received',
    concludedYear: 2025,
    concludedOn: '2025-01-20',
    resultCode: 'granted',
    concludedEventId: 'closed',
    appeals: [{ group: 'recon', filedOn: '2025-02-01', filedEventId: 'filed' }],
  };
  const open: StatisticalFacts = { ...facts, concludedYear: undefined, concludedOn: undefined, resultCode: undefined };
  const reasons = (of: StatisticalFacts, asked: number, cell: CellId) =>
    whyNot(of, asked, cell).map(({ reason, eventId }) => [reason, eventId]);

  it.each<[CellId, number, StatisticalFacts, [string, string | undefined][]]>([
    ['t2.rules.issued', 2025, facts, [['not_from_cases', undefined]]],
    ['t3.granted.natural_person', 2025, facts, [['other_column', 'received']]],
    ['t3.new_received.total', 2025, facts, [['received_earlier', 'received']]],
    ['t3.new_received.total', 2023, facts, [['received_later', 'received']]],
    ['t3.carried_in.total', 2024, facts, [['received_in_year', 'received']]],
    ['t3.carried_in.total', 2026, facts, [['concluded_earlier', 'closed']]],
    ['t3.granted.total', 2024, facts, [['concluded_later', 'closed']]],
    ['t3.partially_granted.total', 2025, facts, [['other_result', 'closed']]],
    ['t3.carried_out.total', 2025, facts, [['concluded_by_then', 'closed']]],
    ['t3.results_total.total', 2025, open, [['still_open', undefined]]],
    ['t4.recon.upheld', 2025, facts, [['pending', 'filed']]],
    ['t4.recon.total', 2024, facts, [['filed_later', 'filed']]],
    ['t4.suit_direct.total', 2025, facts, [['other_route', 'filed']]],
    ['t4.recon.total', 2025, { ...facts, appeals: [] }, [['no_proceeding', undefined]]],
  ])('%s of %i', (cell, asked, of, expected) => {
    expect(reasons(of, asked, cell)).toEqual(expected);
  });

  it('has a sentence in both languages and a rule for every reason', () => {
    for (const { zh, en, rule } of Object.values(NOT_COUNTED)) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/^[\w :,;-]+$/);
      expect(rule).toMatch(/^(A-\d+|L-\d+)/);
    }
  });
});

describe('why a case counts nowhere', () => {
  const state = (changes: Partial<CaseState>): CaseState =>
    ({ childCaseIds: [], receivedOn: '2025-03-03', arrivedOn: '2025-03-01', ...changes }) as CaseState;

  it.each<[string | undefined, CaseState | undefined]>([
    ['unknown_then', undefined],
    [undefined, state({})],
    ['unconfirmed', state({ receivedOn: null })],
    ['split', state({ childCaseIds: ['a', 'b'] })],
    ['double_registration', state({ voided: { reason: 'double_registration', duplicateOfCaseId: 'x' } })],
    ['voided', state({ voided: { reason: 'test_entry' } })],
    ['import_reversed', state({ voided: { reason: 'import_reversed' } })],
    ['withdrawn_unconfirmed', state({ receivedOn: null, voided: { reason: 'withdrawn_unconfirmed' } })],
  ])('%s', (expected, of) => {
    expect(whyNowhere(of)?.reason).toBe(expected);
  });

  it('says with which case, into which parts, or since when', () => {
    const voided = (more: object) => state({ voided: { reason: 'double_registration', ...more } });
    expect(whyNowhere(voided({ duplicateOfCaseId: 'x' }))?.detail).toEqual({
      reason: 'double_registration',
      duplicateOfCaseId: 'x',
    });
    expect(Object.keys(whyNowhere(voided({}))!.detail)).toEqual(['reason']);
    expect(whyNowhere(state({ childCaseIds: ['a', 'b'] }))?.detail).toEqual({ parts: 'a, b' });
    expect(whyNowhere(state({ receivedOn: null }))?.detail).toEqual({ arrivedOn: '2025-03-01' });
  });

  it('is that it is void, for a reason that is not known here as well', () => {
    const unknown = state({ voided: { reason: 'toString' } });
    expect(whyNowhere(unknown)).toEqual({ reason: 'voided', detail: { reason: 'toString' } });
  });
});
