import { randomBytes, randomUUID } from 'node:crypto';
import { readLogAsFound, type EventAsFound } from '@app/event-store';
import { openLedger } from '@app/runtime';
import { RegisterUnit } from '@app/use-cases';
import { connected } from '../../contracts/event-store.disturbances';
import { freshDatabase, type FreshDatabase } from '../../support/postgres';
import { HAS_PYTHON } from '../bundle-tampering/python';
import { Clerks } from '../ground/clerks';
import { checkOracles, gapsIn, UNHARMED, type Outcome } from './oracles';

// Whoever judges the faults has to be seen judging: one violation is planted for each of his questions that no saboteur
// of a family breaks. O1, O2 and O5 are broken by those of test/faults/{kills,connections,restart-orders}.
const masterKey = randomBytes(32).toString('hex');
let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  const ledger = await openLedger({
    database: { databaseUrl: database.connectionString },
    unsafeForTests: true,
    env: { DISCLOSURE_MASTER_KEY: masterKey },
  });
  const actor = { id: 'admin', role: 'admin' } as const;
  await ledger.execute(new RegisterUnit({ unit: 'demo', name: '示例单位', commandId: randomUUID(), actor }));
  const clerks = new Clerks(ledger, 'demo', () => '2025-03-03');
  clerks.start(1);
  while (clerks.acknowledged.length < 5) await new Promise((resolve) => setTimeout(resolve, 5));
  await clerks.end();
  await ledger.projector.catchUp();
  await ledger.close();
});
afterAll(() => database?.drop());

const asked = (more: Partial<Parameters<typeof checkOracles>[0]> = {}) =>
  checkOracles({ connectionString: database.connectionString, masterKey, history: [], ...more });

async function asSuperuser(statement: string): Promise<void> {
  const client = await connected(database.adminConnectionString);
  await client.query('set session_replication_role = replica');
  const { rowCount } = await client.query(statement);
  await client.end();
  // A violation that was not planted would not be found for the wrong reason.
  expect(rowCount).toBe(1);
}

const found = () =>
  readLogAsFound(database.connectionString, async (log) => {
    const events: EventAsFound[] = [];
    for await (const event of log.events()) events.push(event);
    return events;
  });

it('a log without damage is in order, but for its cases, which nobody asked for (O4)', async () => {
  const { illegal, ...rest } = await asked();
  const { illegal: _, ...unharmed } = UNHARMED;
  expect(rest).toMatchObject(unharmed);
  expect(illegal).toContainEqual(expect.stringContaining('was asked by nobody'));
});

it('what an api says of a command is held against the log (O2)', async () => {
  const [, one, another] = await found();
  const { commandId, revision, position } = one!;
  const told = async (outcomes: Record<string, Outcome | undefined>) =>
    (await asked({ outcomes: new Map(Object.entries(outcomes)) })).disagreeing;
  const never = randomUUID();
  const place = { revision, position };
  expect(await told({ [commandId]: place, [never]: undefined })).toEqual([]);
  expect(await told({ [commandId]: undefined, [never]: place })).toEqual([commandId, never]);
  expect(await told({ [another!.commandId]: place })).toEqual([another!.commandId]);
});

it('a hole in the positions, a hole in a stream, two at one place and an id that stands twice are found (O3)', async () => {
  const log = await found();
  expect(gapsIn(log)).toEqual([]);
  const without = log.filter(({ position }) => position !== 3);
  expect(gapsIn(without)).toContain('position 4 stands at 3');
  const moved = log.map((event) => (event.position === 3 ? { ...event, revision: 1 } : event));
  expect(gapsIn(moved)).toEqual(['revision 1 of a stream at position 3']);
  expect(gapsIn([...log.slice(0, 3), ...log.slice(2)])).toContain('an event id stands twice');
});

it('a case that was counted where it does not belong breaks a relation of the report, and its table is named (O7, O5)', async () => {
  await asSuperuser(
    `update read_models.statistical_facts set concluded_year = 2024, result_code = 'granted'
      where case_id = (select min(case_id) from read_models.statistical_facts)`,
  );
  const { unsound, diverging, unverified } = await asked();
  expect(unsound).not.toEqual([]);
  expect(diverging).toEqual(['statistical_facts']);
  expect(unverified).toEqual([]);
});

it('one byte changed in an event is found by the verifier and by the offline program (O6)', async () => {
  await asSuperuser(
    `update log.events set body = replace(body, '2025-03-03', '2025-03-04') where position = 3 and body like '%2025-03-03%'`,
  );
  const { unverified } = await asked();
  const offline = unverified.filter((fault) => fault.startsWith('offline'));
  expect(unverified.length).toBeGreaterThan(offline.length);
  expect(offline.length > 0).toBe(HAS_PYTHON);
});
