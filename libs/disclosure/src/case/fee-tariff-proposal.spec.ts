import * as e from './event-builders';
import { feeProposal } from './fee-tariff-proposal';
import { command, given } from './specification';

describe('what could be charged for a case', () => {
  it('is told for each method by itself, with its tiers (R-51)', () => {
    expect(feeProposal({ pieceOrdinal: 31, pages: 68 })).toEqual({
      per_piece: { units: 31, amountYuan: 200, tiers: [{ from: 31, to: 31, units: 1, priceYuan: 200 }] },
      per_page: {
        units: 68,
        amountYuan: 380,
        tiers: [
          { from: 1, to: 30, units: 30, priceYuan: 0 },
          { from: 31, to: 68, units: 38, priceYuan: 10 },
        ],
      },
    });
  });

  it.each([
    [10, 0],
    [11, 100],
    [30, 100],
    [31, 200],
    [41, 300],
    [51, 400],
  ])('is for the piece number %i of the month alone, not for the month (R-52)', (pieceOrdinal, yuan) => {
    expect(feeProposal({ pieceOrdinal }).per_piece?.amountYuan).toBe(yuan);
  });

  it('is unknown where nothing was counted', () => {
    expect(feeProposal({})).toEqual({ per_piece: null, per_page: null });
    expect(feeProposal({ pieceOrdinal: null })).toEqual({ per_piece: null, per_page: null });
  });

  it('is nothing per page for what is public already, but something per piece (R-52, R-53)', () => {
    const { per_page, per_piece } = feeProposal({ pieceOrdinal: 11, pages: 200, alreadyPublic: true });
    expect([per_page?.amountYuan, per_piece?.amountYuan]).toEqual([0, 100]);
  });
});

describe('a fee notice is held to what the register counted', () => {
  const received = [e.registered('2025-04-21')];
  const issue = (units: number, amountYuan: number, more: object = {}) =>
    command('IssueFeeNotice', { sentOn: '2025-05-08', method: 'per_piece', units, amountYuan, ...more });

  it('another number of the piece is refused with the right one and its price', () => {
    const { outcome } = given(...received).when(issue(31, 200), { pieceOrdinal: 30 });
    expect(outcome).toMatchObject({
      rejection: { code: 'E_FEE_AMOUNT', field: 'units', detail: { pieceOrdinal: 30, computedYuan: 100 } },
    });
    given(...received)
      .when(issue(30, 100), { pieceOrdinal: 30 })
      .thenStatus('AWAITING_PAYMENT');
  });

  it('the clerk is believed where the register does not know the applicant', () => {
    given(...received)
      .when(issue(31, 200))
      .thenStatus('AWAITING_PAYMENT');
  });

  it('pages are not measured by the number of the piece', () => {
    given(...received)
      .when(issue(68, 380, { method: 'per_page' }), { pieceOrdinal: 2 })
      .thenStatus('AWAITING_PAYMENT');
  });

  it('nothing is charged per page for what is public already; the notice keeps no word of it', () => {
    given(...received)
      .when(issue(68, 380, { method: 'per_page', alreadyPublic: true }))
      .thenRejected('E_FEE_ZERO', 'alreadyPublic');
    given(...received)
      .when(issue(68, 380, { method: 'per_page', alreadyPublic: false }))
      .then(e.feeNoticeIssued('2025-05-08'));
  });
});
