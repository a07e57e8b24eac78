import { z } from 'zod';
import type { Receipt } from '@app/use-cases';
import { findingView, findingSchema } from '../cases/finding-view';

/** What every command answers (D13). */
export const receiptSchema = z.object({
  commandId: z.uuid(),
  caseId: z.uuid(),
  caseNo: z.string(),
  status: z.string(),
  revision: z.int().describe('案件版本，即 ETag / the ETag'),
  position: z.int().describe('日志位置，用于 ?after= / for ?after='),
  events: z.array(z.object({ id: z.string(), type: z.string(), effectiveOn: z.string() })),
  findings: z.array(findingSchema),
  consultId: z.string().optional(),
  reconId: z.string().optional(),
  suitId: z.string().optional(),
});

/** A repeated command gets the same bytes: that it was a repetition stands in a header. */
export function receiptView(receipt: Receipt, commandId: string, made: Record<string, string>) {
  const { caseId, caseNo, status, revision, position, events, findings } = receipt;
  return {
    commandId,
    caseId,
    caseNo,
    status,
    revision,
    position,
    events,
    findings: findings.map(findingView),
    ...made,
  };
}
