import type {
  AppealResult,
  ApplicantKind,
  Channel,
  CivilDate,
  FeeMethod,
  Opinion,
  ResultCode,
  SuitRoute,
} from '@app/disclosure';
import type { ResultReading } from '../values/result';
import type { ColumnCode } from './codes';

/** What each column says once its cell is understood. Lists hold one entry per proceeding (columns 20 and 21). */
export interface ColumnValues extends Record<ColumnCode, unknown> {
  seq: string;
  case_no: string;
  received_on: CivilDate;
  channel: Channel;
  applicant_kind: ApplicantKind;
  applicant_name: string;
  applicant_id: string;
  contact: string;
  description: string;
  correction_asked_on: CivilDate;
  correction_received_on: CivilDate;
  extension_on: CivilDate;
  extension_wd: number;
  consulted_on: CivilDate;
  opinion_on: CivilDate;
  opinion: Opinion | 'lapsed';
  deducted_wd: number;
  fee_noticed_on: CivilDate;
  fee_method: FeeMethod;
  fee_yuan: number;
  fee_paid_on: CivilDate;
  concluded_on: CivilDate;
  result_code: ResultCode;
  result: ResultReading;
  recon_filed_on: (CivilDate | undefined)[];
  recon_concluded_on: (CivilDate | undefined)[];
  recon_result: (AppealResult | undefined)[];
  suit_route: (SuitRoute | undefined)[];
  suit_filed_on: (CivilDate | undefined)[];
  suit_concluded_on: (CivilDate | undefined)[];
  suit_result: (AppealResult | undefined)[];
  arrived_on: CivilDate;
  note: string;
}
