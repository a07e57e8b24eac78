import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { masterKeyOf, postgresStore } from '@app/event-store';
import { GetApplicantMonth } from '@app/read-models';
import { openLedger, rotateLedgerMasterKey, verifyLedger, type Ledger } from '@app/runtime';
import { ActOnCase, RegisterApplication, RegisterUnit } from '@app/use-cases';
import { collect, newStream, noting } from '../contracts/event-store.samples';
import { CLERK, HEAD } from '../support/bureau';
import { canary } from '../support/canaries';
import { freshDatabase, type FreshDatabase } from '../support/postgres';

const [K1, K2, K3, OTHER] = [
  '0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0',
  '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2c3e4f506172839405162738495a6b',
  '2b3c4d5e6f708192a3b4c5d6e7f8091a2c3e4f506172839405162738495a6b7c',
  '3c4d5e6f708192a3b4c5d6e7f8091a2c3e4f506172839405162738495a6b7c8d',
] as const;
const idOf = (hex: string) => masterKeyOf(Buffer.from(hex, 'hex')).id;
const PERSON = canary(5);

let database: FreshDatabase;
beforeEach(async () => (database = await freshDatabase()));
afterEach(() => database.drop());

const opened = (key: string, choice: { databaseUrl: string } | { dataDir: string } = here()): Promise<Ledger> =>
  openLedger({ database: choice, unsafeForTests: true, env: key === '' ? {} : { DISCLOSURE_MASTER_KEY: key } });
const here = () => ({ databaseUrl: database.connectionString });
const rotated = (from: string, to: string) =>
  rotateLedgerMasterKey({
    database: here(),
    env: { DISCLOSURE_MASTER_KEY: from, DISCLOSURE_MASTER_KEY_NEW: to },
    unsafeForTests: true,
  });

/** One more piece of the same person in the same month; answers its case. */
async function receives(ledger: Ledger, caseNo: string): Promise<string> {
  const { name, idProof, contact, description } = PERSON;
  const data = {
    ...({
      unit: 'U1',
      caseNo,
      channel: 'in_person',
      arrivedOn: '2025-03-03',
      applicantKind: 'natural_person',
    } as const),
    ...{ applicantName: name, applicantIdProof: idProof, contact, infoDescription: description },
  };
  return (await ledger.execute(new RegisterApplication({ commandId: randomUUID(), actor: CLERK, data }))).caseId;
}

async function begun(key: string, choice?: { dataDir: string }): Promise<Ledger> {
  const ledger = await opened(key, choice);
  await ledger.execute(new RegisterUnit({ unit: 'U1', name: '示例单位', commandId: randomUUID(), actor: HEAD }));
  return ledger;
}

/** Whether the name of a case's applicant is read in the clear. */
async function names({ foundation }: Ledger, caseId: string): Promise<unknown> {
  const [first] = await collect(foundation.store.readStream(`case-${caseId}`));
  return first!.data['applicantName'];
}

const stored = async (): Promise<unknown[]> => {
  const raw = await postgresStore({ connectionString: database.connectionString });
  try {
    return [await raw.head(), await collect(raw.readStored())];
  } finally {
    await raw.close();
  }
};

describe('a master key that is replaced', () => {
  it('changes no event, reads every name, and knows the applicant of before', async () => {
    const first = await begun(K1);
    const [one, erased] = [await receives(first, '2025-1'), await receives(first, '2025-2')];
    await first.foundation.write.destroyKey!(`case-${erased}`, 'applicant');
    await first.close();
    const before = await stored();

    expect(await rotated(K1, K2)).toEqual({ from: idOf(K1), to: idOf(K2), rewrapped: 1, already: false });
    expect(await stored()).toEqual(before);

    const second = await opened(K2);
    expect([await names(second, one), await names(second, erased)]).toEqual([PERSON.name, null]);
    const three = await receives(second, '2025-3');
    // The erased piece was destroyed without its event here, so the view counts it still: what matters is one person.
    expect(await second.ask(new GetApplicantMonth(three))).toMatchObject({ ordinal: 3, pieces: 3 });
    await second.close();

    expect(await rotated(K2, K3)).toMatchObject({ rewrapped: 2, already: false });
    const third = await opened(K3);
    const four = await receives(third, '2025-4');
    expect(await third.ask(new GetApplicantMonth(four))).toMatchObject({ ordinal: 4, pieces: 4 });
    const command = { name: 'RecordComplaint', data: { receivedOn: '2025-03-20', body: PERSON.note } } as const;
    await third.execute(new ActOnCase({ caseId: one, commandId: randomUUID(), actor: CLERK, command }));
    expect([await names(third, one), await names(third, three)]).toEqual([PERSON.name, PERSON.name]);
    await third.close();
    const report = await verifyLedger({ ...database, trusted: [] });
    expect(report.faults.map(({ kind }) => kind)).toEqual(['KEY_DESTROYED']); // the one destroyed by hand above
  });

  it('is refused to whoever still brings the former one, and never comes back', async () => {
    await (await begun(K1)).close();
    await rotated(K1, K2);
    await expect(opened(K1)).rejects.toMatchObject({ name: 'MasterKeyRefused', code: 'OTHER_KEY' });
    await expect(rotated(K2, K1)).rejects.toMatchObject({ name: 'MasterKeyRefused', code: 'RETIRED' });
    await (await opened(K2)).close();
  });

  it('was replaced already when the command comes again', async () => {
    await (await begun(K1)).close();
    await rotated(K1, K2);
    expect(await rotated(K1, K2)).toMatchObject({ to: idOf(K2), rewrapped: 0, already: true });
  });

  it.each([
    ['a wrong present key', OTHER, K2, 'OTHER_KEY'],
    ['the present key once more', K1, K1, 'UNUSABLE'],
    ['no new key', K1, '', 'MISSING'],
    ['a pattern', K1, '00'.repeat(32), 'UNUSABLE'],
  ])('is not replaced with %s', async (_, from, to, code) => {
    const first = await begun(K1);
    const one = await receives(first, '2025-1');
    await first.close();
    await expect(rotated(from, to)).rejects.toMatchObject({ name: 'MasterKeyRefused', code });
    const again = await opened(K1);
    expect(await names(again, one)).toBe(PERSON.name);
    await again.close();
  });

  it('is not replaced under a process that works with it', async () => {
    const first = await begun(K1);
    await first.foundation.store.head();
    await expect(rotated(K1, K2)).rejects.toMatchObject({ name: 'MasterKeyRefused', code: 'IN_USE' });
    await first.close();
    await rotated(K1, K2);
  });

  it('wraps nothing any more for a process that slept through it', async () => {
    await (await begun(K1)).close();
    await rotated(K1, K2);
    const raw = await postgresStore({ connectionString: database.connectionString });
    const wrapped = { masterKeyId: idOf(K1), text: 'lost with the former key' };
    const newKeys = [{ subject: 'applicant', keyId: randomUUID(), wrapped }];
    const head = await raw.head();
    await expect(raw.append({ ...noting(newStream(), 'no_stream'), newKeys })).rejects.toMatchObject({
      name: 'StoreFault',
      sqlState: '23001',
    });
    expect(await raw.head()).toEqual(head);
    await raw.close();
  });

  it('is not replaced when one data key does not unwrap; then nothing is', async () => {
    const first = await begun(K1);
    const [one, two] = [await receives(first, '2025-1'), await receives(first, '2025-2')];
    await first.foundation.dataSource.query(
      `update log.data_keys set wrapped = (select wrapped from log.data_keys where stream = $1) where stream = $2`,
      [`case-${one}`, `case-${two}`],
    );
    await first.close();
    await expect(rotated(K1, K2)).rejects.toMatchObject({ name: 'MasterKeyRefused', code: 'OTHER_KEY' });
    const again = await opened(K1);
    expect(await names(again, one)).toBe(PERSON.name);
    await again.close();
  });
});

describe('the master key of a data folder', () => {
  it('is made anew, takes the place of the former one and leaves it beside', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'rotated-'));
    const keys = () => readdirSync(dataDir).filter((name) => name.startsWith('master.key'));
    const first = await begun('', { dataDir });
    const one = await receives(first, '2025-1');
    await first.close();
    const former = masterKeyOf(Buffer.from(readFileSync(join(dataDir, 'master.key'), 'utf8').trim(), 'hex'));

    const { from, to } = await rotateLedgerMasterKey({ database: { dataDir }, env: {}, unsafeForTests: true });
    expect(from).toBe(former.id);
    expect(keys().sort()).toEqual(['master.key', `master.key.${former.id}`]);
    expect(idOf(readFileSync(join(dataDir, 'master.key'), 'utf8').trim())).toBe(to);
    const again = await opened('', { dataDir });
    expect(await names(again, one)).toBe(PERSON.name);
    await again.close();
    rmSync(dataDir, { recursive: true });
  });
});
