import { freshDatabase, type FreshDatabase } from '../../../test/support/postgres';
import { Yard } from '../test/yard';
import { freePort } from './free-port';
import { openDatabase, type OpenDatabase } from './open-database';
import { DatabaseRefused } from './refusals';

let yard: Yard;
let safe: OpenDatabase;
let unsafe: FreshDatabase; // the test run's server, without fsync
beforeAll(async () => {
  yard = new Yard();
  safe = await openDatabase({ dataDir: yard.dataDir() });
  unsafe = await freshDatabase();
});
afterAll(async () => {
  await unsafe.drop();
  await safe.close();
  await yard.clear();
});

async function refusalOf(databaseUrl: string): Promise<DatabaseRefused> {
  const error: unknown = await openDatabase({ databaseUrl }).catch((reason: unknown) => reason);
  if (error instanceof DatabaseRefused) return error;
  throw new Error('it was not refused');
}

it('accepts a server that somebody else runs safely, and leaves it alone', async () => {
  const opened = await openDatabase({ databaseUrl: safe.connectionString });
  expect(opened).toMatchObject({ connectionString: safe.connectionString, embedded: false, createdNow: false });
  await opened.close();
  await expect(openDatabase({ databaseUrl: safe.connectionString })).resolves.toBeDefined();
});

it('refuses a server that could lose what it acknowledged, naming every such setting', async () => {
  const refusal = await refusalOf(unsafe.connectionString);
  expect(refusal.code).toBe('UNSAFE_SETTINGS');
  for (const setting of ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'])
    expect(refusal.detail).toContain(setting);
});

it.each(['off', 'local', 'remote_write'])('refuses synchronous_commit=%s for this login alone', async (value) => {
  const refusal = await refusalOf(`${safe.connectionString}?options=-c%20synchronous_commit%3D${value}`);
  expect(refusal).toMatchObject({
    code: 'UNSAFE_SETTINGS',
    detail: expect.stringContaining(`synchronous_commit=${value}`) as string,
  });
});

it('refuses a login that may only read', async () => {
  const refusal = await refusalOf(`${safe.connectionString}?options=-c%20default_transaction_read_only%3Don`);
  expect(refusal.detail).toContain('transaction_read_only=on');
});

it('accepts an unsafe server where a test says so, and logs it', async () => {
  const lines: string[] = [];
  await openDatabase({ databaseUrl: unsafe.connectionString }, (line) => lines.push(line), { unsafeForTests: true });
  expect(lines.join()).toContain('fsync=off');
});

it('tells what is wrong without telling the password', async () => {
  const { host, pathname } = new URL(safe.connectionString);
  const silent = await freePort();
  const cases = {
    [`postgres://clerk:s3cret@127.0.0.1:${silent}/ledger`]: ['UNREACHABLE', 'ECONNREFUSED'],
    [`postgres://clerk:s3cret@no-such-host.invalid/ledger`]: ['UNREACHABLE', 'no-such-host.invalid:5432/ledger'],
    [`postgres://ledger:s3cret@${host}${pathname}`]: ['LOGIN_REFUSED', host],
    [`${safe.connectionString}_of_somebody_else`]: ['UNREACHABLE', '3D000'],
    'postgres://clerk:s3cret@[not a url': ['UNREACHABLE', 'DATABASE_URL'],
  };
  for (const [url, [code, detail]] of Object.entries(cases)) {
    const refusal = await refusalOf(url);
    expect(refusal).toMatchObject({ code, detail: expect.stringContaining(detail!) as string });
    const told = `${refusal.message} ${refusal.advice} ${String(refusal.stack)} ${JSON.stringify(refusal)} ${String(refusal.cause)}`;
    expect(told).not.toContain('s3cret');
    expect(told).not.toContain(new URL(safe.connectionString).password);
  }
});
