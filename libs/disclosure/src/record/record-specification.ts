import { circumstances, recorded, stateAfter } from '../case/specification';
import type { CaseState } from '../case/state';
import type { CaseEvent, NewCaseEvent } from '../events/envelope';
import type { RejectionCode } from '../vocabulary/rejections';
import type { CaseRecord } from './case-record';
import { eventsOfRecord } from './events-of-record';

/** A ledger row that is a registration and nothing more, unless told otherwise. */
export const row = (cells: Partial<CaseRecord> = {}): CaseRecord => ({
  unit: 'DEMO',
  caseNo: 'DEMO-1',
  receivedOn: '2025-03-03',
  channel: 'in_person',
  applicantKind: 'natural_person',
  applicantName: '示例申请人',
  infoDescription: '示例信息',
  reconsiderations: [],
  suits: [],
  ...cells,
});

/** What a row adds to a history. */
export function eventsOf(record: CaseRecord, history: CaseEvent[] = []): NewCaseEvent[] {
  const outcome = eventsOfRecord(record, history, circumstances);
  if ('rejection' in outcome) throw new Error(`refused with ${JSON.stringify(outcome.rejection)}`);
  return outcome.events;
}

export const historyOf = (record: CaseRecord): CaseEvent[] => recorded(eventsOf(record));
export const typesOf = (events: readonly { type: string }[]): string[] => events.map(({ type }) => type);
export const stateOf = (record: CaseRecord): CaseState => stateAfter(...eventsOf(record));

export function expectRefused(
  record: CaseRecord,
  code: RejectionCode,
  field?: string,
  history: CaseEvent[] = [],
): void {
  expect(eventsOfRecord(record, history, circumstances)).toMatchObject({
    rejection: { code, ...(field && { field }) },
  });
}
