import type { CaseRecord } from '@app/disclosure';
import { KIND_CODES, RESULTS, type CityCase } from './city';

/** A case of the city as a row of its ledger. */
export const recordOf = (unit: string, one: CityCase): CaseRecord => ({
  unit,
  caseNo: one.no,
  receivedOn: one.received,
  channel: 'in_person',
  applicantKind: KIND_CODES[one.kind]!,
  applicantName: '示例申请人',
  infoDescription: '示例事项',
  correctionAskedOn: one.correctionAsked,
  correctionReceivedOn: one.correctionReceived,
  extensionNotifiedOn: one.extensionNotified,
  extensionWd: one.extensionDays,
  consultedOn: one.consulted,
  opinionOn: one.opinionOn,
  opinion: one.opinion === undefined ? undefined : one.opinion === '同意' ? 'agree' : 'object',
  feeNoticedOn: one.feeNoticed,
  feeMethod: one.feeMethod === undefined ? undefined : one.feeMethod === '按件' ? 'per_piece' : 'per_page',
  feeYuan: one.feeYuan,
  feePaidOn: one.feePaid,
  concludedOn: one.concluded,
  resultCode: one.result === undefined ? undefined : (RESULTS[one.result]![1] as CaseRecord['resultCode']),
  reconsiderations: one.appeals
    .filter(({ kind }) => kind === 'recon')
    .map(({ filed, concluded, end }) => ({ filedOn: filed, concludedOn: concluded, result: end })),
  suits: one.appeals
    .filter(({ kind }) => kind !== 'recon')
    .map(({ kind, filed, concluded, end }) => ({
      route: kind === 'suit_direct' ? ('direct' as const) : ('after_reconsideration' as const),
      filedOn: filed,
      concludedOn: concluded,
      result: end,
    })),
});
