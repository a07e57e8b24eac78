import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { ApplicantKind, CaseStatus, CivilDate, ResultCode } from '@app/disclosure';
import { placeOf } from './cursor';
import { RegisterCase } from './register-case.entity';
import { RegisterName } from './register-name.entity';
import { searchKeyOf } from './search-key';

export interface CaseSearch {
  unit?: string;
  /** Exact, or with `*` at its end a prefix. */
  caseNo?: string;
  status?: CaseStatus[];
  applicantKind?: ApplicantKind[];
  resultCode?: ResultCode[];
  /** Inclusive. */
  receivedFrom?: CivilDate;
  /** Inclusive. */
  receivedTo?: CivilDate;
  /** Only cases whose reply was due before this day and is not sent. */
  overdueOn?: CivilDate;
  /** Part of the applicant's name. */
  applicantName?: string;
  /** 1 to 100, 20 unless told. */
  limit?: number;
  /** From the answer before. */
  cursor?: string;
}

type Cases = SelectQueryBuilder<RegisterCase>;

const likeText = (text: string) => text.replace(/[\\%_]/g, '\\$&');
/** Not yet received sorts as the latest. */
const RECEIVED = `coalesce(c.received_on, 'infinity'::date)`;

/** One narrowing per criterion; one that is not given narrows nothing. */
const NARROWINGS: {
  [C in keyof Required<Omit<CaseSearch, 'limit'>>]: (cases: Cases, value: NonNullable<CaseSearch[C]>) => Cases;
} = {
  unit: (cases, unit) => cases.andWhere('c.unit = :unit', { unit }),
  caseNo: (cases, caseNo) =>
    caseNo.endsWith('*')
      ? cases.andWhere('c.case_no like :caseNo', { caseNo: `${likeText(caseNo.slice(0, -1))}%` })
      : cases.andWhere('c.case_no = :caseNo', { caseNo }),
  status: (cases, status) => cases.andWhere('c.status = any(:status)', { status }),
  applicantKind: (cases, kinds) => cases.andWhere('c.applicant_kind = any(:kinds)', { kinds }),
  resultCode: (cases, results) => cases.andWhere('c.result_code = any(:results)', { results }),
  receivedFrom: (cases, receivedFrom) => cases.andWhere('c.received_on >= :receivedFrom', { receivedFrom }),
  receivedTo: (cases, receivedTo) => cases.andWhere('c.received_on <= :receivedTo', { receivedTo }),
  overdueOn: (cases, overdueOn) =>
    cases.andWhere(`c.reply_clock in ('running', 'expired') and c.reply_due_on < :overdueOn`, { overdueOn }),
  applicantName: (cases, name) =>
    cases.andWhere(
      (where) =>
        `c.case_id in ${where.subQuery().select('n.case_id').from(RegisterName, 'n').where('n.search_key like :name').getQuery()}`,
      { name: `%${likeText(searchKeyOf(name))}%` },
    ),
  cursor: (cases, cursor) => {
    const { receivedOn, caseId } = placeOf(cursor);
    return cases.andWhere(
      `${RECEIVED} <= :receivedOn::date and (${RECEIVED} < :receivedOn::date or c.case_id > :caseId)`,
      { receivedOn: receivedOn ?? 'infinity', caseId },
    );
  },
};

/** The lines of today that fit, in the order of the register. */
export function narrowed(manager: EntityManager, criteria: CaseSearch): Cases {
  let cases = manager.getRepository(RegisterCase).createQueryBuilder('c');
  for (const [criterion, narrow] of Object.entries(NARROWINGS)) {
    const value = criteria[criterion as keyof typeof NARROWINGS];
    if (value !== undefined) cases = (narrow as (cases: Cases, value: unknown) => Cases)(cases, value);
  }
  return cases.orderBy(RECEIVED, 'DESC').addOrderBy('c.case_id', 'ASC');
}
