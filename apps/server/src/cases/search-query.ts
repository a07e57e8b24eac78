import { z } from 'zod';
import { APPLICANT_KINDS, CASE_STATUSES, RESULT_CODES } from '@app/disclosure';
import { momentQuery } from '../reports/moment';
import { civilDate, flag, numeral, short } from '@app/command-forms';

/** `status=RUNNING&status=DECIDED` or `status=RUNNING,DECIDED`. */
function severalOf<K extends string>(vocabulary: Record<K, unknown>) {
  const codes = Object.keys(vocabulary) as [K, ...K[]];
  return z
    .union([z.string(), z.array(z.string())])
    .transform((given) => (Array.isArray(given) ? given : [given]).flatMap((part) => part.split(',')))
    .pipe(z.array(z.enum(codes)).max(codes.length));
}

/** Criteria of the register search; all must hold. */
export const searchQuery = momentQuery({
  caseNo: short.optional().describe('登记编号；以 * 结尾为前缀 / exact, or a prefix ending in *'),
  status: severalOf(CASE_STATUSES).optional(),
  applicantKind: severalOf(APPLICANT_KINDS).optional(),
  resultCode: severalOf(RESULT_CODES).optional(),
  receivedFrom: civilDate.optional(),
  receivedTo: civilDate.optional(),
  overdue: flag.optional().describe('1：只列逾期未答复 / only overdue and unanswered'),
  applicantName: short.optional().describe('申请人姓名的一部分 / part of the name'),
  limit: numeral(1, 100).optional(),
  cursor: z.string().min(1).max(500).optional().describe('上一页的 nextCursor / from the page before'),
});
