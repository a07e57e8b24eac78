import type { QueryBus } from '@nestjs/cqrs';
import { fold, liftEvent, recordOf, type CaseEvent, type CaseRecord } from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { writeLedgerCsv, writeLedgerXlsx } from '@app/ledger-file';
import { ListCaseStates } from '@app/read-models';
import { caseStream } from '@app/use-cases';

export type LedgerFormat = 'xlsx' | 'csv';

const WRITERS: Record<LedgerFormat, (records: CaseRecord[]) => Promise<Buffer> | Buffer> = {
  xlsx: writeLedgerXlsx,
  csv: writeLedgerCsv,
};

/** A unit's cases as a ledger file again (L-24, L-25); names are opened from protection for it. */
export async function exportLedgerFile(
  source: { queries: QueryBus; store: EventStore },
  request: { unit: string; year?: number; format: LedgerFormat },
): Promise<{ bytes: Buffer; cases: number }> {
  const records: CaseRecord[] = [];
  for await (const listed of await source.queries.execute(new ListCaseStates(request.unit, request.year))) {
    const history: CaseEvent[] = [];
    for await (const stored of source.store.readStream(caseStream(listed.caseId))) {
      history.push(liftEvent(stored) as CaseEvent);
    }
    const state = fold(history);
    // What was never received, voided or split is no row of a ledger: one row is one 件.
    if (state && state.receivedOn !== null && state.status !== 'VOID' && state.status !== 'SPLIT') {
      records.push(recordOf(state));
    }
  }
  return { bytes: await WRITERS[request.format](records), cases: records.length };
}
