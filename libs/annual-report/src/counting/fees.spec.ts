import { feesSummed, feeStatementOf } from '@app/annual-report';

describe('the fee statement', () => {
  const noticedAndPaidAcrossTheYear = {
    noticedOn: '2024-12-16',
    noticedYuan: 350,
    collected: [{ on: '2025-01-10', yuan: 350 }],
  };

  it('states a notice in the year it was sent and the money in the year it was paid (S14)', () => {
    expect(feeStatementOf([noticedAndPaidAcrossTheYear], 2024)).toEqual({
      notices: 1,
      noticedYuan: 350,
      collectedYuan: 0,
    });
    expect(feeStatementOf([noticedAndPaidAcrossTheYear], 2025)).toEqual({
      notices: 0,
      noticedYuan: 0,
      collectedYuan: 350,
    });
  });

  it('subtracts a refund in the year of the refund (A-62)', () => {
    const refunded = {
      noticedYuan: 0,
      collected: [
        { on: '2024-03-01', yuan: 100 },
        { on: '2025-03-01', yuan: -100 },
      ],
    };
    expect([2024, 2025].map((year) => feeStatementOf([refunded], year).collectedYuan)).toEqual([100, -100]);
  });

  it('is zero three times when nothing happened, and is stated all the same (A-60)', () => {
    expect(feeStatementOf([], 2024)).toEqual({ notices: 0, noticedYuan: 0, collectedYuan: 0 });
  });

  it('of a government adds up what the units it covers state (A-70)', () => {
    const one = { notices: 2, noticedYuan: 400, collectedYuan: 380 };
    expect(feesSummed([one, { notices: 1, noticedYuan: 50, collectedYuan: -10 }])).toEqual({
      notices: 3,
      noticedYuan: 450,
      collectedYuan: 370,
    });
    expect(feesSummed([])).toEqual({ notices: 0, noticedYuan: 0, collectedYuan: 0 });
  });
});
