import type { CaseRecord, Origin, RecordedFact } from '@app/disclosure';
import { COLUMNS } from '../columns/table';
import type { ColumnCode } from '../columns/codes';
import { columnOfFact } from '../columns/recorded-facts';
import type { Issue } from '../read/issues';
import type { CaseRow, Encoding, LedgerReading, Notice, SkippedRows } from '../read/reading';
import { issueAt, sentences } from '../read/issue';
import { columnOfField } from './column-of-field';
import { listed, LISTED, type Tally } from './listed';

/** What recording one case answered. A refusal is an answer, any other error stops the import. */
export type RecordAnswer =
  | { outcome: 'accepted'; events: number }
  | { outcome: 'unchanged' }
  /** The row leaves empty what is recorded; nothing was written (L-21). */
  | { outcome: 'asked'; takenBack: readonly RecordedFact[] }
  | { outcome: 'refused'; code: string; rule: string; field?: string; zh: string; en: string };

/** How the import reaches the write side; one call is one case, all or nothing (L-22). */
export interface ImportPort {
  record(record: CaseRecord, origin: Origin, columns: ReadonlySet<RecordedFact>): Promise<RecordAnswer>;
  /** Only passed through to the answer; the port itself is what does not write. */
  dryRun: boolean;
  /** Case numbers of the unit known before the import; those absent from the file are reported (L-21). */
  knownCaseNos?(unit: string): Promise<Iterable<string>>;
}

/** Rows read, how many there are being unknown until the last; then cases recorded. */
export type ImportProgress = { phase: 'reading'; done: number } | { phase: 'recording'; done: number; total: number };

/** The answer of an import (design §4, L-18, ledger-file §4). Of each list it shows the first `LISTED` entries. */
export interface ImportResult {
  accepted: number;
  unchanged: number;
  questions: Issue[];
  refused: Issue[];
  events: number;
  /** Cases of the file that are now in the log as the file tells them. */
  cases: number;
  skipped: SkippedRows[];
  /** Known before, absent from this file; nothing happens to them (L-21). */
  missing: string[];
  notices: Notice[];
  /** True counts of the lists, shown entries included; `skipped` counts stretches of rows by reason. */
  totals: {
    questions: Tally;
    refused: Tally;
    skipped: Tally;
    notices: Tally;
    missing: number;
    /** Rows left out until somebody answers a question of theirs (L-18). */
    rowsToAnswer: number;
  };
  encoding?: Encoding;
  sha256: string;
  dryRun: boolean;
}

export interface ImportOptions {
  onProgress?: (progress: ImportProgress) => void;
  /** Records in flight at once. */
  concurrency?: number;
}

const IN_FLIGHT = 64;
const PROGRESS_EVERY = 200;

/**
 * Records every case of a reading through the port, several at once, and sums up in the order of the rows. An error of
 * the port stops the import after what is in flight; the same file again continues it (L-21).
 */
export async function importLedger(
  reading: LedgerReading,
  port: ImportPort,
  options: ImportOptions = {},
): Promise<ImportResult> {
  const { onProgress, concurrency = IN_FLIGHT } = options;
  const known = port.knownCaseNos === undefined ? undefined : await port.knownCaseNos(reading.unit);
  const total = reading.rows.length;
  const refusals = new Map<number, Issue>();
  const takenBack = new Map<number, Issue[]>();
  const sums = { accepted: 0, unchanged: 0, events: 0 };
  let next = 0;
  let done = 0;
  let failed = false;

  const worker = async (): Promise<void> => {
    while (next < total && !failed) {
      const index = next++;
      const row = reading.rows[index]!;
      if (row.record !== undefined) {
        const origin = { fileSha256: reading.file.sha256, sheet: row.sheet, row: row.row };
        const answer = await port.record(row.record, origin, row.columns);
        if (answer.outcome === 'refused') refusals.set(index, refusalOf(row, answer));
        else if (answer.outcome === 'asked') takenBack.set(index, questionsOf(row, answer.takenBack));
        else sums[answer.outcome] += 1;
        if (answer.outcome === 'accepted') sums.events += answer.events;
      }
      done += 1;
      if (done % PROGRESS_EVERY === 0 || done === total) onProgress?.({ phase: 'recording', done, total });
    }
  };
  const workers = Array.from({ length: Math.min(concurrency, total) }, () =>
    worker().catch((error: unknown) => {
      failed = true;
      throw error;
    }),
  );
  const ended = await Promise.allSettled(workers);
  const stopped = ended.find((end) => end.status === 'rejected');
  if (stopped !== undefined) throw stopped.reason;

  const present = new Set(reading.rows.map(({ caseNo }) => caseNo));
  const missing = known === undefined ? [] : [...known].filter((caseNo) => !present.has(caseNo));
  const asked = ({ questions }: CaseRow, index: number) => [...questions, ...(takenBack.get(index) ?? [])];
  const questions = listed(eachIssue(reading.rows, asked), codeOf);
  const waiting = reading.rows.filter((row, index) => asked(row, index).some(({ blocks }) => blocks));
  const refused = listed(
    eachIssue(reading.rows, ({ refused }, index) => [...refused, ...issuesOf(refusals.get(index))]),
    codeOf,
  );
  const skipped = listed(reading.skipped, ({ reason }) => reason);
  const notices = listed(reading.notices, codeOf);
  return {
    ...sums,
    cases: sums.accepted + sums.unchanged,
    questions: questions.shown,
    refused: refused.shown,
    skipped: skipped.shown,
    missing: missing.slice(0, LISTED),
    notices: notices.shown,
    totals: {
      questions: questions.tally,
      refused: refused.tally,
      skipped: skipped.tally,
      notices: notices.tally,
      missing: missing.length,
      rowsToAnswer: waiting.length,
    },
    ...(reading.encoding === undefined ? {} : { encoding: reading.encoding }),
    sha256: reading.file.sha256,
    dryRun: port.dryRun,
  };
}

const codeOf = ({ code }: { code: string }): string => code;

/** What is said of the rows, in their order. */
function* eachIssue(rows: readonly CaseRow[], of: (row: CaseRow, index: number) => readonly Issue[]): Generator<Issue> {
  for (const [index, row] of rows.entries()) yield* of(row, index);
}

function issuesOf(issue: Issue | undefined): Issue[] {
  return issue === undefined ? [] : [issue];
}

function questionsOf(row: CaseRow, facts: readonly RecordedFact[]): Issue[] {
  return facts.map((fact) => issueAt(row, columnOfFact(fact), 'Q_TAKEN_BACK'));
}

// The core names a field of the record; the office knows it as a column.
function refusalOf(row: CaseRow, answer: Extract<RecordAnswer, { outcome: 'refused' }>): Issue {
  const column: ColumnCode = columnOfField(answer.field);
  return {
    sheet: row.sheet,
    row: row.row,
    column: COLUMNS[column].header,
    code: answer.code as Issue['code'],
    rule: answer.rule,
    ...sentences(COLUMNS[column].header, answer),
    blocks: true,
  };
}
