import type { CommandBus, QueryBus } from '@nestjs/cqrs';
import { REJECTIONS, yearOf, type Actor } from '@app/disclosure';
import {
  importLedger,
  readLedger,
  type ImportProgress,
  type ImportResult,
  type LedgerFile,
  type Limits,
} from '@app/ledger-file';
import { ListCaseStates } from '@app/read-models';
import { RecordCase, Refused } from '@app/use-cases';

export interface LedgerImport {
  file: LedgerFile;
  unit: string;
  actor: Actor;
  /** Year of dates that tell none (L-12). */
  year?: number;
  dryRun?: boolean;
  limits?: Partial<Limits>;
  /** Called once the file could be read and before anything is recorded: where a new unit is registered. */
  beforeRecording?: () => Promise<void>;
  onProgress?: (progress: ImportProgress) => void;
}

export type LedgerImported = ImportResult & {
  /** SHA-256 of the file, hex: what its events are known by (L-20), and what a reversal names (L-23). */
  fileSha256: string;
  /** To wait for before asking the read models about the import; 0 when nothing was written. */
  position: number;
  /** Years in which the file's cases were received or concluded, ascending: the tables it speaks of. */
  years: number[];
};

/** Reads a ledger file and records its cases, only what is not there yet (L-20..L-22). @throws FileRefused */
export async function importLedgerFile(
  buses: { commands: CommandBus; queries: QueryBus },
  request: LedgerImport,
): Promise<LedgerImported> {
  const reading = await readLedger(request.file, {
    unit: request.unit,
    year: request.year,
    limits: request.limits,
    onProgress: (rows) => request.onProgress?.({ phase: 'reading', done: rows }),
  });
  await request.beforeRecording?.();
  const years = new Set<number>();
  const yearsReceived = new Set<number>();
  for (const { record } of reading.rows) {
    if (!record) continue;
    yearsReceived.add(yearOf(record.receivedOn));
    years.add(yearOf(record.receivedOn));
    if (record.concludedOn !== undefined) years.add(yearOf(record.concludedOn));
  }
  // Empty for a new unit, which is when an import is long: the cases are then not looked up one by one.
  const known = new Set<string>();
  // A file of one year says nothing about cases received in others (L-21).
  const expected: string[] = [];
  for await (const { caseNo, receivedOn } of await buses.queries.execute(new ListCaseStates(request.unit))) {
    known.add(caseNo);
    if (receivedOn !== null && yearsReceived.has(yearOf(receivedOn))) expected.push(caseNo);
  }
  let position = 0;
  const result = await importLedger(
    reading,
    {
      dryRun: request.dryRun ?? false,
      record: async (record, origin, columns) => {
        try {
          const recorded = await buses.commands.execute(
            new RecordCase({
              record,
              origin,
              columns,
              actor: request.actor,
              dryRun: request.dryRun,
              expectedNew: !known.has(record.caseNo),
            }),
          );
          position = Math.max(position, recorded.position ?? 0);
          return recorded;
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          const { code, field } = error.rejection;
          const { rule, zh, en } = REJECTIONS[code];
          return { outcome: 'refused', code, rule, field, zh, en };
        }
      },
      knownCaseNos: () => Promise.resolve(expected),
    },
    { onProgress: request.onProgress },
  );
  return { ...result, fileSha256: reading.file.sha256, position, years: [...years].sort((a, b) => a - b) };
}
