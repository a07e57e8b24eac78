import type { QueryBus } from '@nestjs/cqrs';
import { recordOf, shownHistory, type CaseRecord } from '@app/disclosure';
import { writeLedgerCsv, writeLedgerXlsx } from '@app/ledger-file';
import { ListCaseStates } from '@app/read-models';
import { caseHistory, caseStream, recordRead, type Viewing, type WriteSide } from '@app/use-cases';

export type LedgerFormat = 'xlsx' | 'csv';

const WRITERS: Record<LedgerFormat, (records: CaseRecord[]) => Promise<Buffer> | Buffer> = {
  xlsx: writeLedgerXlsx,
  csv: writeLedgerCsv,
};

/** A unit's cases as a ledger file again (L-24, L-25). */
export interface LedgerExport {
  unit: string;
  year?: number;
  format: LedgerFormat;
  /** With a purpose names, numbers and texts stand in the file, and that is recorded; without they are masked. */
  viewing: Viewing;
}

/**
 * Masked cells tell nothing when the file is imported again, and erased persons read `（已删除）` either way.
 * @throws StoreUnavailable: an unmasked file that could not be recorded is not handed out (T20)
 */
export async function exportLedgerFile(
  source: { queries: QueryBus; write: WriteSide },
  { unit, year, format, viewing }: LedgerExport,
): Promise<{ bytes: Buffer; cases: number }> {
  const { actor, door, purpose } = viewing;
  const records: CaseRecord[] = [];
  const fields = new Set<string>();
  for await (const listed of await source.queries.execute(new ListCaseStates(unit, year))) {
    const history = await caseHistory(source.write.store, caseStream(listed.caseId));
    const { state, fields: held } = shownHistory(history, { unmasked: purpose !== undefined });
    // What was never received, voided or split is no row of a ledger: one row is one 件.
    if (!state || state.receivedOn === null || state.status === 'VOID' || state.status === 'SPLIT') continue;
    records.push(recordOf(state));
    for (const field of held) fields.add(field);
  }
  const bytes = await WRITERS[format](records);
  if (purpose !== undefined && fields.size > 0) {
    await recordRead(source.write, actor, { unit, cases: records.length, fields: [...fields].sort(), door, purpose });
  }
  return { bytes, cases: records.length };
}
