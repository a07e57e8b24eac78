import { circumstances, stateAfter } from '../case/specification';
import { findingsOf } from '../clocks/findings';
import type { CaseRecord } from './case-record';
import { eventsOf, row, typesOf } from './record-specification';

describe('steps that an old ledger leaves out become steps without date (L-19)', () => {
  const lapse = { concludedOn: '2025-03-20' } as const;
  it.each<[string, Partial<CaseRecord>, string[], string[]]>([
    [
      '逾期不补正 without notice',
      { ...lapse, resultCode: 'other_correction_lapsed' },
      ['CorrectionRequested', 'CorrectionLapsed', 'CaseClosed'],
      ['CorrectionRequested'],
    ],
    [
      '逾期未缴费 without notice',
      { ...lapse, resultCode: 'other_fee_lapsed' },
      ['FeeNoticeIssued', 'FeeLapsed', 'CaseClosed'],
      ['FeeNoticeIssued'],
    ],
    [
      '补正后仍不明确 without a correction',
      { ...lapse, resultCode: 'unable_still_unclear' },
      ['CorrectionRequested', 'CorrectionReceived', 'ReplyDecided', 'ReplyDispatched', 'CaseClosed'],
      ['CorrectionRequested', 'CorrectionReceived'],
    ],
    [
      'a reply after a notice whose answer is not told',
      { ...lapse, correctionAskedOn: '2025-03-05', resultCode: 'granted' },
      ['CorrectionRequested', 'CorrectionReceived', 'ReplyDecided', 'ReplyDispatched', 'CaseClosed'],
      ['CorrectionReceived'],
    ],
    [
      '大量反复申请 without reasons asked',
      { ...lapse, resultCode: 'not_processed_excessive' },
      ['ReasonsRequested', 'ReplyDecided', 'ReplyDispatched', 'CaseClosed'],
      ['ReasonsRequested'],
    ],
    [
      'an extension without its approval',
      { extensionNotifiedOn: '2025-03-20' },
      ['ExtensionApproved', 'ExtensionNotified'],
      ['ExtensionApproved'],
    ],
    [
      'deducted days without a consultation',
      { deductedWd: 12 },
      ['ThirdPartyConsulted', 'ConsultationCancelled'],
      ['ThirdPartyConsulted', 'ThirdPartyOpinionReceived'],
    ],
    [
      'a payment without notice',
      { feePaidOn: '2025-03-20', feeYuan: 50 },
      ['FeeNoticeIssued', 'FeePaid'],
      ['FeeNoticeIssued'],
    ],
    [
      '复议后起诉 without a reconsideration',
      { ...lapse, resultCode: 'granted', suits: [{ route: 'after_reconsideration', filedOn: '2025-06-01' }] },
      ['ReplyDecided', 'ReplyDispatched', 'CaseClosed', 'LitigationFiled'],
      ['ReconsiderationFiled'],
    ],
    [
      'a duplicate without the earlier case',
      { ...lapse, resultCode: 'not_processed_duplicate' },
      ['ReplyDecided', 'ReplyDispatched', 'CaseClosed'],
      [],
    ],
  ])('%s', (_what, cells, types, undated) => {
    const events = eventsOf(row(cells));
    expect(typesOf(events).slice(1)).toEqual(types);
    const found = findingsOf(stateAfter(...events), circumstances.calendar).filter(
      ({ code }) => code === 'F_UNDATED_STEP',
    );
    expect(found.map(({ detail }) => detail?.step)).toEqual(undated);
  });
});
