import fc from 'fast-check';
import { carriedIn, carryOver, carryReasonOf, isEven, type CarriedCase, type CarryReason } from '@app/annual-report';
import type { CaseEventType, StatisticalFacts } from '@app/disclosure';
import { anyCases, YEARS } from '../../test/arbitrary-facts';

const carried = (caseId: string, column: CarriedCase['column'] = 'natural_person'): CarriedCase => ({
  caseId,
  caseNo: `no-${caseId}`,
  column,
});

describe('what is carried over', () => {
  it('is in one year what it is in the next, for any cases known at one moment (A-22, A-23)', () => {
    fc.assert(
      fc.property(anyCases, fc.constantFrom(...YEARS), (cases, year) => {
        const out = carriedIn(cases, 'carried_out', year);
        const into = carriedIn(cases, 'carried_in', year + 1);
        expect(carryOver(out, into)).toEqual({ same: out.length, onlyOut: [], onlyIn: [], moved: [] });
      }),
    );
  });

  it('differs by the case where two errors cancel out in the sum', () => {
    const found = carryOver([carried('a'), carried('b')], [carried('a'), carried('c')]);
    expect(found).toEqual({ same: 1, onlyOut: [carried('b')], onlyIn: [carried('c')], moved: [] });
    expect(isEven(found)).toBe(false);
  });

  it('differs where two cases change their columns with each other', () => {
    const found = carryOver([carried('a'), carried('b', 'legal_other')], [carried('a', 'legal_other'), carried('b')]);
    expect(found.moved.map(({ caseId, column, into }) => [caseId, column, into])).toEqual([
      ['a', 'natural_person', 'legal_other'],
      ['b', 'legal_other', 'natural_person'],
    ]);
    expect(isEven(found)).toBe(false);
    expect(isEven(carryOver([carried('a')], [carried('a')]))).toBe(true);
  });

  it('is even only where nobody is missing, nobody came from nowhere and nobody moved', () => {
    const onlyOut = carryOver([carried('a'), carried('b')], [carried('a')]);
    const onlyIn = carryOver([carried('a')], [carried('a'), carried('b')]);
    const moved = carryOver([carried('a'), carried('b')], [carried('a', 'legal_other'), carried('b')]);
    expect([onlyOut, onlyIn, moved].map(isEven)).toEqual([false, false, false]);
    expect([onlyOut, onlyIn, moved].map(({ same }) => same)).toEqual([1, 1, 1]);
    // one missing, one moved
    expect(isEven(carryOver([carried('a'), carried('b')], [carried('b', 'legal_other')]))).toBe(false);
  });

  it('is the open cases of a year, by case and column', () => {
    const facts = (caseId: string, more: Partial<StatisticalFacts>): StatisticalFacts => ({
      unit: 'U',
      caseId,
      caseNo: `no-${caseId}`,
      statYear: 2024,
      receivedOn: '2024-12-30',
      column: 'natural_person',
      receivedEventId: 'received',
      appeals: [],
      ...more,
    });
    const cases = [
      facts('open', {}),
      facts('closed', { concludedYear: 2024, concludedOn: '2024-12-31', resultCode: 'granted' }),
      facts('new', { statYear: 2025, receivedOn: '2025-01-02', column: 'legal_other' }),
    ];
    expect(carriedIn(cases, 'carried_out', 2024)).toEqual([carried('open')]);
    expect(carriedIn(cases, 'carried_in', 2025)).toEqual([carried('open')]);
    expect(carriedIn(cases, 'carried_out', 2025)).toEqual([carried('open'), carried('new', 'legal_other')]);
  });

  it.each<[CaseEventType, CarryReason]>([
    ['ApplicationRegistered', 'entered_late'],
    ['ReceiptConfirmed', 'entered_late'],
    ['EntryCorrected', 'corrected'],
    ['EntryRetracted', 'retracted'],
    ['CaseVoided', 'void'],
    ['ApplicationSplit', 'split'],
    ['CaseClosed', 'concluded_late'],
    ['ReplyDispatched', 'concluded_late'],
    ['CorrectionLapsed', 'concluded_late'],
  ])('differs for a reason that the late entry tells: %s, %s', (type, reason) => {
    expect(carryReasonOf(type)).toBe(reason);
  });
});
