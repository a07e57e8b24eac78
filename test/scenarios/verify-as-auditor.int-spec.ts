import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { newSealKeyPem } from '@app/evidence';
import { exportLogAsFound, openLedger, verifyLedger, type Ledger } from '@app/runtime';
import { RegisterUnit, SealLog } from '@app/use-cases';
import { uncheckedIn } from '../../apps/cli/src/commands/unchecked';
import { HEAD } from '../support/bureau';
import { freshDatabase, type FreshDatabase } from '../support/postgres';

describe('an auditor’s account, which may read the log and no data keys', () => {
  const name = `auditor_${randomUUID().slice(0, 8)}`;
  let database: FreshDatabase;
  let ledger: Ledger;
  let url: URL;
  let superuser: Client;

  beforeAll(async () => {
    database = await freshDatabase();
    ledger = await openLedger({
      database: { databaseUrl: database.connectionString },
      unsafeForTests: true,
      env: {
        DISCLOSURE_MASTER_KEY: '0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0',
        SEAL_KEY: newSealKeyPem(),
      },
    });
    const by = () => ({ commandId: randomUUID(), actor: HEAD });
    await ledger.execute(new RegisterUnit({ unit: 'U1', name: '示例单位', ...by() }));
    await ledger.execute(new SealLog(by()));
    superuser = new Client({ connectionString: database.adminConnectionString });
    superuser.on('error', () => undefined);
    await superuser.connect();
    // What the migrations grant to ledger_read, where that role can be made.
    await superuser.query(`create role ${name} login password 'x'`);
    await superuser.query(`grant usage on schema log to ${name}`);
    await superuser.query(`grant select on log.head, log.events to ${name}`);
    url = new URL(database.connectionString);
    [url.username, url.password] = [name, 'x'];
  });
  afterAll(async () => {
    await superuser.query(`drop owned by ${name}`);
    await superuser.query(`drop role ${name}`);
    await superuser.end();
    await ledger.close();
    await database.drop();
  });

  it('verifies, and is told that the keys were not checked, and why', async () => {
    const report = await verifyLedger({ connectionString: url.href });
    expect(report).toMatchObject({ ok: true, faults: [], keysChecked: false, depositsChecked: 0, seals: 1 });
    const unchecked = uncheckedIn(report, 'first_seal');
    expect(unchecked.map(({ code }) => code)).toEqual(['KEY_NOT_GIVEN', 'NO_DEPOSIT', 'DATA_KEYS_NOT_READ']);
    expect(unchecked.at(-1)!.en).toContain('may not read log.data_keys');
    const owner = await verifyLedger({ connectionString: database.connectionString });
    expect(uncheckedIn(owner, 'given').map(({ code }) => code)).toEqual(['NO_DEPOSIT']);
  });

  it('writes the log down, and the file says so as well', async () => {
    const lines: string[] = [];
    const written = await exportLogAsFound({ connectionString: url.href }, (line) => void lines.push(line));
    expect(written).toEqual({ events: 2, keys: null });
    expect(JSON.parse(lines[0]!)).toMatchObject({ keysRead: false });
    expect(JSON.parse(lines.at(-1)!)).toEqual({ kind: 'end', records: 3 });
  });
});
