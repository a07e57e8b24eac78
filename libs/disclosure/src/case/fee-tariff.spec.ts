import { feeForPages, feeForPieces } from './fee-tariff';

describe('the tariff (R-51..R-53, the examples of regulation §7)', () => {
  it.each([
    [10, 0],
    [11, 100],
    [30, 100],
    [31, 200],
    [40, 200],
    [41, 300],
    [51, 400],
  ])('the piece number %i of the month costs %i yuan', (ordinal, yuan) => {
    expect(feeForPieces(ordinal, ordinal).amountYuan).toBe(yuan);
  });

  it.each([
    [10, 0],
    [11, 100],
    [30, 2000],
    [35, 3000],
    [45, 5500],
    [61, 11_500],
  ])('%i pieces of one month cost %i yuan together', (pieces, yuan) => {
    expect(feeForPieces(1, pieces).amountYuan).toBe(yuan);
  });

  it.each([
    [30, 0],
    [31, 10],
    [68, 380],
    [100, 700],
    [101, 720],
    [200, 2700],
    [201, 2740],
    [250, 4700],
  ])('one application of %i pages costs %i yuan', (pages, yuan) => {
    expect(feeForPages(pages).amountYuan).toBe(yuan);
  });

  it('shows which part falls into which tier', () => {
    expect(feeForPages(101).tiers).toEqual([
      { from: 1, to: 30, units: 30, priceYuan: 0 },
      { from: 31, to: 100, units: 70, priceYuan: 10 },
      { from: 101, to: 101, units: 1, priceYuan: 20 },
    ]);
    expect(feeForPieces(41, 41).tiers).toEqual([{ from: 41, to: 41, units: 1, priceYuan: 300 }]);
  });
});
