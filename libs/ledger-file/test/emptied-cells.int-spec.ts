import { eventsOfRecord, factsTakenBack, stateCouncilCalendar, type CaseEvent } from '@app/disclosure';
import { importLedger, readLedger, type ImportPort, type ImportResult } from '../src';

const HEADERS = [
  '登记编号',
  '收到日期',
  '申请人类型',
  '申请人',
  '补正告知日期',
  '补正材料收到日期',
  '延期告知日期',
  '收费通知日期',
  '收费金额',
  '缴费日期',
  '办结日期',
  '办理结果',
  '复议受理日期',
  '复议审结日期',
  '复议结果',
  '诉讼类型',
  '起诉日期',
  '备注',
] as const;
type Header = (typeof HEADERS)[number];
const FULL: Record<Header, string> = {
  登记编号: '2024-1',
  收到日期: '2024-03-05',
  申请人类型: '自然人',
  申请人: '示例申请人',
  补正告知日期: '2024-03-07',
  补正材料收到日期: '2024-03-12',
  延期告知日期: '2024-04-01',
  收费通知日期: '2024-04-02',
  收费金额: '200',
  缴费日期: '2024-04-08',
  办结日期: '2024-04-20',
  办理结果: '予以公开',
  复议受理日期: '2024-05-06',
  复议审结日期: '2024-06-20',
  复议结果: '结果维持',
  诉讼类型: '复议后起诉',
  起诉日期: '2024-07-01',
  备注: '示例备注',
};

const context = {
  actor: { id: 'operator', role: 'registrar' as const },
  caseId: 'c1',
  today: '2026-01-01',
  calendar: stateCouncilCalendar,
};

/** A register of one case, as the write side keeps it. */
function register() {
  const history: CaseEvent[] = [];
  const port: ImportPort = {
    dryRun: false,
    record: (record, { row }, columns) => {
      const outcome = eventsOfRecord(record, history, context);
      if ('rejection' in outcome) throw new Error(`row ${row}: ${outcome.rejection.code}`);
      const takenBack = factsTakenBack(record, history, columns);
      if (takenBack.length > 0) return Promise.resolve({ outcome: 'asked', takenBack });
      for (const { note, ...event } of outcome.events) {
        const revision = history.length;
        history.push({
          ...event,
          id: `e${revision}`,
          stream: 'case-c1',
          revision,
          position: revision + 1,
          recordedAt: '2026-01-01T00:00:00.000Z',
          actor: context.actor,
          metadata: { unit: 'U1', commandId: 'k', ...(note === undefined ? {} : { note }) },
        });
      }
      const { length } = outcome.events;
      return Promise.resolve(length === 0 ? { outcome: 'unchanged' } : { outcome: 'accepted', events: length });
    },
  };
  return {
    history,
    async imports(
      changes: Partial<Record<Header, string>>,
      headers: readonly Header[] = HEADERS,
    ): Promise<ImportResult> {
      const cells = { ...FULL, ...changes };
      const bytes = Buffer.from(`${headers.join(',')}\n${headers.map((header) => cells[header]).join(',')}\n`);
      return importLedger(await readLedger({ name: 'a.csv', bytes }, { unit: 'U1' }), port);
    },
  };
}

describe('a cell that is empty when the ledger comes again (L-18, L-21)', () => {
  it.each<[Partial<Record<Header, string>>, string[]]>([
    [{ 办结日期: '', 办理结果: '' }, ['办结日期', '办理结果']],
    [{ 办结日期: '' }, ['办结日期']],
    [{ 补正告知日期: '' }, ['补正告知日期']],
    [{ 补正材料收到日期: '' }, ['补正材料收到日期']],
    [{ 延期告知日期: '' }, ['延期告知日期']],
    [{ 收费通知日期: '' }, ['收费通知日期']],
    [{ 缴费日期: '' }, ['缴费日期']],
    [{ 复议审结日期: '', 复议结果: '' }, ['复议审结日期']],
    [{ 复议受理日期: '', 复议审结日期: '', 复议结果: '' }, ['复议受理日期', '复议审结日期']],
    [{ 诉讼类型: '', 起诉日期: '' }, ['起诉日期']],
  ])('is asked about with its row and column, and nothing is written: %p', async (emptied, columns) => {
    const bureau = register();
    expect(await bureau.imports({})).toMatchObject({ accepted: 1, questions: [] });
    const written = bureau.history.length;
    const { accepted, unchanged, cases, questions, refused } = await bureau.imports(emptied);
    expect({ accepted, unchanged, cases, refused }).toEqual({ accepted: 0, unchanged: 0, cases: 0, refused: [] });
    const asked = questions.filter(({ code }) => code === 'Q_TAKEN_BACK');
    expect(asked.map(({ row, column, rule }) => [row, column, rule])).toEqual(columns.map((each) => [2, each, 'L-21']));
    expect(bureau.history).toHaveLength(written);
  });

  it('is nothing to ask about when it held an optional text', async () => {
    const bureau = register();
    await bureau.imports({});
    expect(await bureau.imports({ 备注: '', 申请人: '' })).toMatchObject({ unchanged: 1, questions: [] });
  });

  it('is not the same as a column that this ledger does not have (L-19)', async () => {
    const bureau = register();
    await bureau.imports({});
    const few = HEADERS.filter((header) => !/补正|延期|收费|缴费|办/.test(header));
    expect(await bureau.imports({}, few)).toMatchObject({ unchanged: 1, questions: [] });
  });

  it('is not the same as a cell that cannot be read, which is asked about as such', async () => {
    const bureau = register();
    await bureau.imports({});
    const { questions } = await bureau.imports({ 补正告知日期: '下周' });
    expect(questions.map(({ column, code }) => [column, code])).toEqual([['补正告知日期', 'Q_DATE']]);
  });
});
