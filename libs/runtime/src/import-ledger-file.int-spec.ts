import type { ImportProgress } from '@app/ledger-file';
import { Bureau, CLERK } from '../../../test/support/bureau';
import { importLedgerFile } from './import-ledger-file';

const HEADER = '登记编号,收到日期,申请人类型,办结日期,办理结果';
const row = (number: number, end = '2024-03-20,予以公开') => `2024-${number},2024-03-05,自然人,${end}`;
const fileOf = (...rows: string[]) => ({ name: 'a.csv', bytes: Buffer.from([HEADER, ...rows].join('\n')) });

describe('the import of a ledger file', () => {
  let bureau: Bureau;
  beforeAll(async () => {
    bureau = await Bureau.open('U1', 'U2');
  });
  afterAll(() => bureau.close());

  it('shows how far it is while it reads, then while it records', async () => {
    const seen: ImportProgress[] = [];
    const file = fileOf(...Array.from({ length: 600 }, (_, number) => row(number)));
    const { accepted } = await importLedgerFile(bureau.ledger, {
      file,
      unit: 'U1',
      actor: CLERK,
      onProgress: (progress) => seen.push(progress),
    });
    expect(accepted).toBe(600);
    expect(seen).toEqual([
      { phase: 'reading', done: 500 },
      { phase: 'recording', done: 200, total: 600 },
      { phase: 'recording', done: 400, total: 600 },
      { phase: 'recording', done: 600, total: 600 },
    ]);
  });

  it('asks about a conclusion that the same ledger no longer tells, and writes nothing (L-18, L-21)', async () => {
    const imports = (...rows: string[]) =>
      importLedgerFile(bureau.ledger, { file: fileOf(...rows), unit: 'U2', actor: CLERK });
    expect(await imports(row(1), row(2))).toMatchObject({ accepted: 2, questions: [] });
    const { position } = await bureau.ledger.foundation.store.head();
    const again = await imports(row(1, ','), row(2));
    expect(again).toMatchObject({
      accepted: 0,
      unchanged: 1,
      cases: 1,
      events: 0,
      refused: [],
      questions: [
        { row: 2, column: '办结日期', code: 'Q_TAKEN_BACK', rule: 'L-21' },
        { row: 2, column: '办理结果', code: 'Q_TAKEN_BACK', rule: 'L-21' },
      ],
      totals: { questions: { count: 2, byCode: { Q_TAKEN_BACK: 2 } } },
    });
    expect((await bureau.ledger.foundation.store.head()).position).toBe(position);
  });
});
