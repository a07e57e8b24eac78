import { append, fact, interleaved, logOf, withNotices } from '../../test/a-log';
import type { EventStore } from '@app/event-store';
import { FollowedLog } from '../../test/followed-log';

/** Ten ways a case can go, holiday notices in the middle of it and a report published at the end. */
async function storyOf(into?: EventStore): Promise<EventStore> {
  const store = await logOf(withNotices(interleaved(60)), into);
  await append(
    store,
    'report-D01-2025',
    fact('ReportFrozen', '2026-01-20', {
      reportYear: 2025,
      unitId: 'D01',
      revision: 1,
      cutoffRecordedAt: '2026-01-20T01:00:00.000Z',
      cells: { 't3.new_received.total': 1 },
    }),
    fact('PriorPeriodAdjusted', '2026-01-20', {
      reportYear: 2024,
      caseId: 'a-case',
      cell: 't3.new_received.natural_person',
      delta: 1,
      reason: '补录',
    }),
  );
  return store;
}

describe('the same log gives the same rows', () => {
  let followed: FollowedLog;

  beforeAll(async () => {
    const store = await storyOf();
    followed = await FollowedLog.open(store);
    await followed.projector.catchUp();
  });
  afterAll(() => followed.close());

  it('and there are rows in every table', async () => {
    const contents = await followed.contents();
    expect(Object.entries(contents).filter(([, rows]) => rows.length === 0)).toEqual([]);
  });

  it('one event at a time or hundreds at once', async () => {
    const one = await FollowedLog.open(followed.store, { batchSize: 1 });
    await one.projector.catchUp();
    expect(await one.contents()).toEqual(await followed.contents());
    await one.close();
  });

  it('followed live while it is written', async () => {
    const live = await FollowedLog.open(undefined, { batchSize: 7 });
    await live.projector.start();
    await storyOf(live.store);
    expect(await live.projector.waitFor((await live.store.head()).position, 30_000)).toBe(true);
    const rows = (contents: Record<string, string[]>) =>
      Object.fromEntries(
        Object.entries(contents).map(([table, lines]) => [
          table,
          lines.map((line) => line.replace(/"recorded_at": "[^"]*"/, '')),
        ]),
      );
    expect(rows(await live.contents())).toEqual(rows(await followed.contents()));
    await live.close();
  });

  it('delivered a second time to rows that are there', async () => {
    const before = await followed.contents();
    await followed.deliverAgain();
    expect(await followed.contents()).toEqual(before);
  });

  it('rebuilt, all of them and one by name', async () => {
    const before = await followed.contents();
    const seen: number[] = [];
    await followed.projector.rebuild(undefined, ({ position }) => seen.push(position));
    expect(await followed.contents()).toEqual(before);
    expect(Math.max(...seen)).toBe((await followed.store.head()).position);
    await followed.dataSource.query(`update read_models.due_clock set due_on = '1999-01-01'`);
    await followed.projector.rebuild('due-list');
    expect(await followed.contents()).toEqual(before);
  });
});
