import type { CaseRecord } from '../case-record';
import type { Ending } from '../ending';
import { lastOf, step, toldBy, type AnyStep, type Known } from '../step';

/**
 * Correction asked and received, dated or presupposed (L-19): a lapse presupposes the notice, 仍不明确 the whole
 * round, and a reply after a notice that the corrected text came.
 */
export function correctionSteps(record: CaseRecord, known: Known, ending: Ending | undefined): AnyStep[] {
  const { receivedOn, correctionAskedOn, correctionReceivedOn, resultCode } = record;
  const unclear = resultCode === 'unable_still_unclear';
  const notice = lastOf(known, 'CorrectionRequested');
  const receipt = lastOf(known, 'CorrectionReceived');
  const asked =
    correctionAskedOn !== undefined ||
    correctionReceivedOn !== undefined ||
    resultCode === 'other_correction_lapsed' ||
    unclear ||
    notice !== undefined;
  const received =
    correctionReceivedOn !== undefined || unclear || (asked && (ending === 'replied' || ending === 'fee_lapsed'));
  return [
    ...(asked
      ? [
          step(
            'CorrectionRequested',
            { sentOn: correctionAskedOn ?? null, items: [] },
            {
              known: notice,
              told: toldBy(known, record, { sentOn: 'correctionAskedOn' }),
              undatedOn: correctionReceivedOn ?? receivedOn,
            },
          ),
        ]
      : []),
    ...(received
      ? [
          step(
            'CorrectionReceived',
            {
              correctedOn: correctionReceivedOn ?? null,
              // Only where a corrected text is on record already: the row's text is the last one.
              ...(receipt?.data.newDescription !== undefined && { newDescription: record.infoDescription ?? null }),
            },
            {
              known: receipt,
              told: toldBy(known, record, { correctedOn: 'correctionReceivedOn', newDescription: 'infoDescription' }),
              undatedOn: correctionAskedOn ?? receivedOn,
            },
          ),
        ]
      : []),
  ];
}

/** 无正当理由大量反复申请 presupposes that reasons were asked. */
export function reasonsSteps(record: CaseRecord, known: Known): AnyStep[] {
  if (record.resultCode !== 'not_processed_excessive') return [];
  return [
    step(
      'ReasonsRequested',
      { sentOn: null },
      { known: lastOf(known, 'ReasonsRequested'), undatedOn: record.receivedOn },
    ),
  ];
}
