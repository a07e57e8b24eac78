import { fact, registered, idOf } from '../../test/a-log';
import { expectSameAfterReplay, FollowedLog } from '../../test/followed-log';
import { GetPublishedReports } from './get-published-report';
import { CountAgain } from './count-again';
import { GetCarryOver } from './get-carry-over';
import { DiffReport } from './diff-report';
import { RecountFromEvents } from './recount-from-events';
import { GetAnnualTables } from '../statistical-facts/get-annual-tables';

const frozen = (cells: Record<string, number>, position: number) =>
  fact('ReportFrozen', '2025-01-20', {
    reportYear: 2024,
    unitId: 'D01',
    revision: 1,
    cutoffRecordedAt: '2025-01-20T01:00:00.000Z',
    cells,
    position,
  });

describe('published reports', () => {
  let followed: FollowedLog;
  beforeAll(async () => {
    followed = await FollowedLog.open();
    await followed.tell(
      'unit-D01',
      fact('UnitRegistered', '2024-01-02', { unit: 'D01', name: '示例局', canMakeRules: false }),
    );
    const position = await followed.tell(`case-${idOf('a')}`, registered('2024-1', '2024-05-06'));
    // one cell is not what the events give: counted by a rule of then
    await followed.tell(
      'report-D01-2024',
      frozen({ 't3.new_received.natural_person': 2, 't3.new_received.total': 2 }, position),
    );
    await followed.tell(`case-${idOf('b')}`, registered('2024-2', '2024-12-28'));
  });
  afterAll(() => followed.close());

  it('stand as they were frozen', async () => {
    const [report] = await followed.ask(new GetPublishedReports('D01', 2024));
    expect(report).toMatchObject({ revision: 1, position: 2, cells: { 't3.new_received.total': 2 } });
  });

  it('differ by a late entry and by a rule, and both add up', async () => {
    const difference = await followed.ask(new DiffReport('D01', 2024));
    const cell = difference?.cells.find((each) => each.cell === 't3.carried_out.natural_person');
    expect(cell).toMatchObject({ published: 0, now: 2, delta: 2 });
    expect(cell?.reasons.map(({ kind, delta }) => [kind, delta])).toEqual([
      ['late_entry', 1],
      ['rule', 1],
    ]);
    // the late request and the rule of then cancel out
    expect(difference?.cells.map((each) => each.cell)).not.toContain('t3.new_received.natural_person');
  });

  it('are the same counted from the log alone, in every year (K-07)', async () => {
    const { position } = await followed.store.head();
    for (const year of [2023, 2024, 2025, 2026]) {
      const { tables } = await followed.ask(new GetAnnualTables('D01', year));
      expect(await followed.ask(new RecountFromEvents('D01', year, position))).toEqual(tables);
    }
  });

  it('are counted again, cells and carry-over, in one pass over the log', async () => {
    const { position } = await followed.store.head();
    const readAll = jest.spyOn(followed.store, 'readAll');
    try {
      const again = await followed.ask(new CountAgain('D01', 2025, position));
      const passes = readAll.mock.calls.filter(([options]) => options?.after === undefined);
      expect(passes).toEqual([[{ to: position }]]);
      expect(again).toEqual({
        recount: await followed.ask(new RecountFromEvents('D01', 2025, position)),
        carried: await followed.ask(new GetCarryOver('D01', 2025, { at: position })),
      });
    } finally {
      readAll.mockRestore();
    }
  });

  it('give the same rows again', () => expectSameAfterReplay(followed));
});
