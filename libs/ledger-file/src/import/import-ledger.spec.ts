import type { CaseRecord, Origin } from '@app/disclosure';
import type { CaseRow, LedgerReading } from '../read/reading';
import { importLedger, type ImportPort, type RecordAnswer } from './import-ledger';
import { LISTED } from './listed';

const record = (caseNo: string): CaseRecord => ({
  unit: 'U1',
  caseNo,
  receivedOn: '2024-03-05',
  applicantKind: 'natural_person',
  reconsiderations: [],
  suits: [],
});
const rowOf = (caseNo: string, row: number, read = true): CaseRow => ({
  sheet: '台账',
  row,
  caseNo,
  ...(read ? { record: record(caseNo) } : {}),
  columns: new Set(['concludedOn', 'resultCode'] as const),
  questions: read
    ? []
    : [{ sheet: '台账', row, column: '收到日期', code: 'Q_DATE', rule: 'L-12', message: '', en: '', blocks: true }],
  refused: [],
});

function readingOf(rows: CaseRow[]): LedgerReading {
  const file = { name: 'a.csv', bytes: 1, sha256: 'f'.repeat(64), kind: 'csv' as const };
  return { unit: 'U1', file, encoding: 'gb18030', sheets: [], rows, skipped: [], notices: [] };
}

function port(
  answer: (caseNo: string) => RecordAnswer | Promise<RecordAnswer>,
  known?: string[],
): ImportPort & { seen: Origin[] } {
  const seen: Origin[] = [];
  return {
    dryRun: false,
    seen,
    record: async (given, origin) => {
      seen.push(origin);
      return answer(given.caseNo);
    },
    ...(known === undefined ? {} : { knownCaseNos: () => Promise.resolve(known) }),
  };
}

const rows = Array.from({ length: 500 }, (_, index) => rowOf(`${index}号`, index + 2));
const numberOf = (caseNo: string): number => Number.parseInt(caseNo, 10);

describe('an import (L-18, L-20..L-22)', () => {
  it('sums up what became of each row', async () => {
    const answers: RecordAnswer[] = [
      { outcome: 'accepted', events: 3 },
      { outcome: 'unchanged' },
      {
        outcome: 'refused',
        code: 'E_DATE_ORDER',
        rule: 'R §13',
        field: 'concludedOn',
        zh: '日期早于其所依据的事项',
        en: 'before what it rests on',
      },
      { outcome: 'refused', code: 'E_MISSING', rule: 'R-05', field: 'suits.0.result', zh: '缺少', en: 'missing' },
    ];
    const four = [0, 1, 2, 3].map((index) => rowOf(`${index}号`, index + 2));
    const reading = readingOf([...four, rowOf('4号', 6, false)]);
    const result = await importLedger(
      reading,
      port((caseNo) => answers[numberOf(caseNo)]!),
    );
    expect(result).toMatchObject({
      accepted: 1,
      unchanged: 1,
      events: 3,
      cases: 2,
      encoding: 'gb18030',
      dryRun: false,
    });
    expect(result.questions.map(({ row, code }) => [row, code])).toEqual([[6, 'Q_DATE']]);
    expect(result.refused).toMatchObject([
      {
        row: 4,
        column: '办结日期',
        code: 'E_DATE_ORDER',
        rule: 'R §13',
        message: '办结日期：日期早于其所依据的事项',
        en: '办结日期: before what it rests on',
      },
      { row: 5, column: '诉讼结果', code: 'E_MISSING' },
    ]);
  });

  it('asks about each recorded fact that a row leaves empty, and counts the row as nothing else (L-21)', async () => {
    const offered: unknown[] = [];
    const to: ImportPort = {
      dryRun: false,
      record: (_record, _origin, columns) => {
        offered.push([...columns]);
        return Promise.resolve({ outcome: 'asked', takenBack: ['concludedOn', 'resultCode'] });
      },
    };
    const result = await importLedger(readingOf([rowOf('1号', 2)]), to);
    expect(offered).toEqual([['concludedOn', 'resultCode']]);
    expect(result).toMatchObject({ accepted: 0, unchanged: 0, cases: 0, events: 0, refused: [] });
    expect(result.questions).toMatchObject([
      { row: 2, column: '办结日期', code: 'Q_TAKEN_BACK', rule: 'L-21', blocks: true },
      { row: 2, column: '办理结果', code: 'Q_TAKEN_BACK', rule: 'L-21', blocks: true },
    ]);
  });

  it('tells each record where it came from, and asks nothing about rows with a question that blocks', async () => {
    const to = port(() => ({ outcome: 'unchanged' }));
    await importLedger(readingOf([rowOf('1号', 2), rowOf('2号', 3, false)]), to);
    expect(to.seen).toEqual([{ fileSha256: 'f'.repeat(64), sheet: '台账', row: 2 }]);
  });

  it('names known cases that the file no longer contains, but not those whose row was only asked about (L-21)', async () => {
    const reading = readingOf([rowOf('1号', 2), rowOf('2号', 3, false)]);
    const result = await importLedger(
      reading,
      port(() => ({ outcome: 'unchanged' }), ['1号', '2号', '3号']),
    );
    expect(result.missing).toEqual(['3号']);
  });

  it('keeps no more in flight than allowed, and the refusals in the order of the rows whichever answer comes first', async () => {
    let flying = 0;
    let most = 0;
    const result = await importLedger(
      readingOf(rows),
      port(async (caseNo) => {
        flying += 1;
        most = Math.max(most, flying);
        for (let turn = numberOf(caseNo) % 7; turn >= 0; turn -= 1) await Promise.resolve();
        flying -= 1;
        return { outcome: 'refused', code: 'E_MISSING', rule: 'R-05', zh: '', en: '' };
      }),
      { concurrency: 16 },
    );
    expect(most).toBe(16);
    expect(result.refused.map(({ row }) => row)).toEqual(rows.map(({ row }) => row));
  });

  it('lists the first thousand of each kind and counts them all', async () => {
    const many = Array.from({ length: LISTED + 500 }, (_, index) => rowOf(`${index}号`, index + 2, index % 3 !== 0));
    const blanks = many.map((_, row) => ({ sheet: '台账', from: row, to: row, reason: 'blank' as const }));
    const sums = Array.from({ length: LISTED + 1 }, () => ({ code: 'N_TOTAL_DIFFERS' as const, message: '' }));
    const known = Array.from({ length: LISTED + 2 }, (_, index) => `旧${index}`);
    const result = await importLedger(
      { ...readingOf([...many, ...many]), skipped: blanks, notices: sums },
      port(
        (caseNo) => ({
          outcome: 'refused',
          code: numberOf(caseNo) % 3 === 1 ? 'E_DATE' : 'E_FUTURE',
          rule: '',
          zh: '',
          en: '',
        }),
        known,
      ),
    );
    const { questions, refused, skipped, notices, missing, totals } = result;
    for (const list of [questions, refused, skipped, notices, missing]) expect(list).toHaveLength(LISTED);
    expect(totals).toEqual({
      questions: { count: 1000, byCode: { Q_DATE: 1000 } },
      refused: { count: 2000, byCode: { E_DATE: 1000, E_FUTURE: 1000 } },
      skipped: { count: 1500, byCode: { blank: 1500 } },
      notices: { count: 1001, byCode: { N_TOTAL_DIFFERS: 1001 } },
      missing: 1002,
      rowsToAnswer: 1000,
    });
    expect(refused.slice(0, 2).map(({ row }) => row)).toEqual([3, 4]);
  });

  it('stops at an error that is no answer, after what is in flight, and loses the error to nothing', async () => {
    const to = port((caseNo) => {
      if (numberOf(caseNo) === 100) throw new Error('the store is gone');
      return { outcome: 'accepted', events: 1 };
    });
    await expect(importLedger(readingOf(rows), to, { concurrency: 8 })).rejects.toThrow('the store is gone');
    expect(to.seen.length).toBeLessThan(120);
  });

  it('shows its progress, the end included, and passes a dry run through', async () => {
    const shown: number[] = [];
    const dry: ImportPort = { ...port(() => ({ outcome: 'unchanged' })), dryRun: true };
    const result = await importLedger(readingOf(rows), dry, { onProgress: ({ done }) => shown.push(done) });
    expect(shown).toEqual([200, 400, 500]);
    expect(result.dryRun).toBe(true);
  });

  it('of an empty ledger is an answer of zeros', async () => {
    const result = await importLedger(
      readingOf([]),
      port(() => ({ outcome: 'unchanged' })),
    );
    expect(result).toMatchObject({ accepted: 0, unchanged: 0, events: 0, cases: 0, refused: [], questions: [] });
  });
});
