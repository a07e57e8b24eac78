import { EVENTS, type LedgerEventType } from '@app/disclosure';
import { postgresStore, protectedStore, randomMasterKey, type Protection, type ProtectedStore } from '@app/event-store';
import { answered, append, caseStreamOf, idOf, interleaved, logOf, registered } from '../../test/a-log';
import { FollowedLog } from '../../test/followed-log';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/postgres';
import { FindCase } from '../case-register/find-case';
import { SearchCases } from '../case-register/search-cases';
import { GetAnnualTables } from '../statistical-facts/get-annual-tables';

const PROTECTION: Protection = Object.fromEntries(
  (Object.keys(EVENTS) as LedgerEventType[]).map((type) => [
    type,
    { fields: EVENTS[type].protectedFields, subject: EVENTS[type].subject ?? 'applicant' },
  ]),
);

/** Rows without the instants, which are the store's own. */
const timeless = (contents: Record<string, string[]>) =>
  Object.fromEntries(
    Object.entries(contents).map(([table, rows]) => [
      table,
      rows.map((row) => row.replace(/"recorded_at": "[^"]*"/, '')),
    ]),
  );

describe('read models on the real log', () => {
  let database: FreshDatabase;
  let store: ProtectedStore;
  let followed: FollowedLog;
  beforeAll(async () => {
    database = await freshDatabase();
    const raw = await postgresStore({ connectionString: database.connectionString });
    store = await protectedStore(raw, { key: randomMasterKey(), protection: PROTECTION });
    followed = await FollowedLog.open(store, { batchSize: 50 });
  });
  afterAll(async () => {
    await followed.close();
    await store.close();
    await database.drop();
  });

  it('are those of the log in memory, names decrypted, followed live', async () => {
    const inMemory = await FollowedLog.open(await logOf(interleaved(40)));
    await inMemory.projector.catchUp();
    await followed.projector.start();
    await logOf(interleaved(40), store);
    expect(await followed.projector.waitFor((await store.head()).position, 30_000)).toBe(true);
    await followed.projector.stop();
    expect(timeless(await followed.contents())).toEqual(timeless(await inMemory.contents()));
    expect((await followed.contents()).register_name?.join()).toContain('王1');
    await inMemory.close();
  });

  it('lose an erased person, and no number', async () => {
    const stream = `case-${idOf('erased')}`;
    await append(
      store,
      stream,
      registered('2025-e', '2025-03-03', { name: '钱七' }),
      ...answered('2025-03-20', 'granted'),
    );
    await followed.projector.catchUp();
    const before = await followed.ask(new GetAnnualTables('D01', 2025));
    expect((await followed.ask(new SearchCases({ applicantName: '钱七' }))).items).toHaveLength(1);
    expect(await store.destroyKey(stream, 'applicant')).toBe(true);
    await followed.projector.rebuild();
    expect((await followed.ask(new SearchCases({ applicantName: '钱七' }))).items).toEqual([]);
    expect(await followed.ask(new FindCase({ caseNo: '2025-e' }))).toMatchObject({
      applicantName: null,
      status: 'CLOSED',
    });
    expect(await followed.ask(new GetAnnualTables('D01', 2025))).toEqual(before);
  });

  it('hold no protected text but the names in their own table (D9)', async () => {
    const { register_name: names, ...others } = await followed.contents();
    expect(Object.values(others).flat().join()).not.toMatch(/CANARY|王1/);
    expect(names?.join()).not.toContain('CANARY');
    expect(
      (await followed.ask(new FindCase({ caseId: caseStreamOf(1).slice('case-'.length) })))?.applicantName,
    ).toMatch(/^.\*$/);
  });
});
