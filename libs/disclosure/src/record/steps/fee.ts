import type { CaseRecord } from '../case-record';
import { lastOf, step, toldBy, type AnyStep, type Known } from '../step';

/** Fee notice and payment; a payment or a lapse presupposes the notice (L-19). */
export function feeSteps(record: CaseRecord, known: Known): AnyStep[] {
  const { feeNoticedOn, feePaidOn, feeMethod, feeYuan = 0, concludedOn, receivedOn, resultCode } = record;
  const notice = lastOf(known, 'FeeNoticeIssued');
  if (feeNoticedOn === undefined && feePaidOn === undefined && resultCode !== 'other_fee_lapsed' && !notice) return [];
  return [
    step(
      'FeeNoticeIssued',
      { sentOn: feeNoticedOn ?? null, method: feeMethod ?? null, units: null, tierBreakdown: [], amountYuan: feeYuan },
      {
        known: notice,
        told: toldBy(known, record, { sentOn: 'feeNoticedOn', method: 'feeMethod', amountYuan: 'feeYuan' }),
        undatedOn: feePaidOn ?? concludedOn ?? receivedOn,
      },
    ),
    ...(feePaidOn === undefined
      ? []
      : [
          step(
            'FeePaid',
            { paidOn: feePaidOn, amountYuan: feeYuan },
            {
              known: lastOf(known, 'FeePaid'),
              told: toldBy(known, record, { paidOn: 'feePaidOn', amountYuan: 'feeYuan' }),
            },
          ),
        ]),
  ];
}
