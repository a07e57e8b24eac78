import type { CaseRecord } from '@app/disclosure';
import type { ColumnCode } from '../columns/codes';

/** The column a field of a record is read from; a new field does not compile until it has one. */
const COLUMN_OF_FIELD: Record<keyof CaseRecord, ColumnCode> = {
  unit: 'case_no',
  caseNo: 'case_no',
  receivedOn: 'received_on',
  arrivedOn: 'arrived_on',
  channel: 'channel',
  applicantKind: 'applicant_kind',
  applicantName: 'applicant_name',
  applicantIdProof: 'applicant_id',
  contact: 'contact',
  infoDescription: 'description',
  correctionAskedOn: 'correction_asked_on',
  correctionReceivedOn: 'correction_received_on',
  extensionNotifiedOn: 'extension_on',
  extensionWd: 'extension_wd',
  consultedOn: 'consulted_on',
  opinionOn: 'opinion_on',
  opinion: 'opinion',
  deductedWd: 'deducted_wd',
  feeNoticedOn: 'fee_noticed_on',
  feeMethod: 'fee_method',
  feeYuan: 'fee_yuan',
  feePaidOn: 'fee_paid_on',
  concludedOn: 'concluded_on',
  resultCode: 'result_code',
  reconsiderations: 'recon_filed_on',
  suits: 'suit_filed_on',
  note: 'note',
};

const COLUMN_OF_PROCEEDING: Record<string, ColumnCode> = {
  'reconsiderations.concludedOn': 'recon_concluded_on',
  'reconsiderations.result': 'recon_result',
  'suits.route': 'suit_route',
  'suits.concludedOn': 'suit_concluded_on',
  'suits.result': 'suit_result',
};

/** `suits.0.result` is the suits' result; what no column says is about the case as a whole. */
export function columnOfField(field = ''): ColumnCode {
  const [top = '', , detail = ''] = field.split('.');
  const proceeding = `${top}.${detail}`;
  if (Object.hasOwn(COLUMN_OF_PROCEEDING, proceeding)) return COLUMN_OF_PROCEEDING[proceeding]!;
  return Object.hasOwn(COLUMN_OF_FIELD, top) ? COLUMN_OF_FIELD[top as keyof CaseRecord] : 'case_no';
}
