import fc from 'fast-check';
import { carriedIn, carryOver, isEven, type CarriedCase } from '@app/annual-report';
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
});
