import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { exportedSeal, newSealKeyPem, parseExportedSeal, sealKeyOf } from '@app/evidence';
import { differencesBetween, fingerprintOf, type Fingerprint } from '@app/read-models';
import { copyLedger, openLedger, verifyLedger, type Ledger } from '@app/runtime';
import { ApproveErasure, OrderErasure, RegisterApplication, RegisterUnit, SealLog } from '@app/use-cases';
import { createServer } from '../../apps/server/src/start/create-server';
import { silentLog } from '../../apps/server/src/http/server-log';
import { collect } from '../contracts/event-store.samples';
import { Bureau, CLERK, HEAD } from '../support/bureau';
import { canary } from '../support/canaries';
import { freshDatabase } from '../support/postgres';

jest.setTimeout(300_000);

const PEM = newSealKeyPem();
/** The key of the bureaus of these specs; it is kept apart from every backup. */
const ENV = {
  DISCLOSURE_MASTER_KEY: '0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0',
  SEAL_KEY: PEM,
};
const PERSON = canary(6);
const trusted = [sealKeyOf(PEM)];

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each();
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'restored-'));
  undo.push(() => rmSync(made, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
  return made;
}

type Place = { databaseUrl: string } | { dataDir: string };
async function opened(database: Place): Promise<Ledger> {
  const ledger = await openLedger({ database, unsafeForTests: true, env: ENV });
  undo.push(() => ledger.close());
  return ledger;
}

/** A year of a bureau in which every table has rows, and its seal. */
async function bureauAtWork(): Promise<Bureau> {
  const bureau = await Bureau.openWith(ENV, 'U1', 'U2');
  undo.push(() => bureau.close());
  for (const month of ['02', '03', '04']) {
    const { caseId } = await bureau.receives('U1', `2025-${month}-03`);
    await bureau.answers(caseId, 'granted', `2025-${month}-10`, `2025-${month}-11`);
  }
  await bureau.receives('U2', '2025-11-03');
  const { caseId } = await bureau.receives('U1', '2025-12-03');
  await bureau.does(caseId, 'RecordReconsideration', {
    ...{ reconId: randomUUID(), target: 'inaction', filedOn: '2026-02-03' },
  });
  return bureau;
}

async function taken(ledger: Ledger): Promise<Fingerprint> {
  await ledger.projector.catchUp();
  return (await fingerprintOf(ledger.foundation.dataSource))!;
}
const rowsIn = ({ tables }: Fingerprint): number => Object.values(tables).reduce((sum, { rows }) => sum + rows, 0);
const verified = ({ foundation }: Ledger) => verifyLedger({ ...foundation.database, trusted });
const connection = (bureau: Bureau): string => bureau.ledger.foundation.database.connectionString;

/** As the owner of the tables: what a restore of one schema, or of an older state of one, leaves behind. */
async function sql(connectionString: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

const logEndsAt = (position: number): string[] => [
  'alter table log.events disable trigger events_never_change',
  `delete from log.events where position > ${position}`,
  'alter table log.events enable trigger events_never_change',
  position === 0
    ? `update log.head set position = 0, hash = decode(repeat('00', 32), 'hex'), store_id = gen_random_uuid()`
    : `update log.head h set position = e.position, hash = e.hash from log.events e where e.position = ${position}`,
];

describe('a backup that is restored into a fresh cluster', () => {
  it('by ledger copy: the log verifies, and the rebuilt tables are the same cell by cell and row by row', async () => {
    const bureau = await bureauAtWork();
    const [before, cells] = [await taken(bureau.ledger), await bureau.cells('U1', 2025)];
    await bureau.ledger.execute(new SealLog({ commandId: randomUUID(), actor: HEAD }));
    const sealed = await taken(bureau.ledger);
    const dataDir = folder();
    await copyLedger({ from: connection(bureau), to: dataDir, env: {}, unsafeForTests: true });

    const restored = await opened({ dataDir });
    await restored.projector.rebuild();
    const after = await taken(restored);
    expect(differencesBetween(sealed, after)).toEqual([]);
    expect(rowsIn(after)).toBeGreaterThan(30);
    expect(differencesBetween(before, after)).toContain('log'); // the seal came between
    const there = Object.assign(Object.create(Bureau.prototype) as Bureau, { ledger: restored });
    expect(await there.cells('U1', 2025)).toEqual(cells);
    expect(Object.keys(cells).length).toBeGreaterThan(2);
    expect(await verified(restored)).toMatchObject({ ok: true, faults: [], events: sealed.position, seals: 1 });
  });

  it('as a copy of the data folder, made while nobody works on it: the same without a rebuild, and after one', async () => {
    const [here, there] = [folder(), folder()];
    const ledger = await openLedger({ database: { dataDir: here }, unsafeForTests: true });
    await ledger.execute(new RegisterUnit({ unit: 'U1', name: '示例单位', commandId: randomUUID(), actor: HEAD }));
    const data = {
      unit: 'U1',
      channel: 'in_person',
      arrivedOn: '2025-03-03',
      applicantKind: 'natural_person',
    } as const;
    const person = { applicantName: PERSON.name, contact: PERSON.contact, infoDescription: PERSON.description };
    const commandId = randomUUID();
    await ledger.execute(new RegisterApplication({ commandId, actor: CLERK, data: { ...data, ...person } }));
    const before = await taken(ledger);
    await ledger.close();
    cpSync(here, there, { recursive: true });

    const restored = await openLedger({ database: { dataDir: there }, unsafeForTests: true });
    undo.push(() => restored.close());
    expect(differencesBetween(before, await taken(restored))).toEqual([]);
    await restored.projector.rebuild();
    expect(differencesBetween(before, await taken(restored))).toEqual([]);
    expect(await verifyLedger({ ...restored.foundation.database, trusted: [] })).toMatchObject({ ok: true });
  });

  it('is not called the same where one row, or one event, is not', async () => {
    const bureau = await bureauAtWork();
    const before = await taken(bureau.ledger);
    await sql(
      connection(bureau),
      `update read_models.register_case set arrived_on = '2025-02-04' where case_no = '2025-0001' and unit = 'U1'`,
    );
    expect(differencesBetween(before, await taken(bureau.ledger))).toEqual(['register_case']);
    await bureau.ledger.projector.rebuild();
    expect(differencesBetween(before, await taken(bureau.ledger))).toEqual([]);
    await bureau.receives('U2', '2025-11-04');
    expect(differencesBetween(before, await taken(bureau.ledger))).toEqual(
      expect.arrayContaining(['log', 'register_case']),
    );
  });
});

describe('a log that was restored to an older time', () => {
  it.each([
    ['of an hour ago', 12, 'ahead_of_log'],
    ['wiped', 0, 'ahead_of_log'],
  ])('%s is refused beside newer tables by every process, with what is lost and what to do', async (_, end, reason) => {
    const bureau = await bureauAtWork();
    const { position } = await taken(bureau.ledger);
    await sql(connection(bureau), ...logEndsAt(end));
    const ledger = await opened({ databaseUrl: connection(bureau) });
    const refusal = { name: 'ReadModelsOfAnotherLog', reason, position, head: end, advice: 'ledger rebuild' };
    await expect(ledger.projector.catchUp()).rejects.toMatchObject(refusal);
    for (const roles of [['api'], ['projector'], ['worker'], ['api', 'projector', 'worker']] as const) {
      const parts = { foundation: ledger.foundation, roles, log: silentLog, loopbackOnly: true };
      await expect(createServer(parts)).rejects.toMatchObject(refusal);
    }
    await ledger.projector.rebuild();
    expect((await taken(ledger)).position).toBe(end);
  });

  it('and written on since is refused too: other events stand where the tables were made', async () => {
    const bureau = await bureauAtWork();
    const { position } = await taken(bureau.ledger);
    await sql(connection(bureau), ...logEndsAt(position - 1));
    const ledger = await opened({ databaseUrl: connection(bureau) });
    await ledger.execute(new RegisterUnit({ unit: 'U3', name: '示例单位', commandId: randomUUID(), actor: HEAD }));
    await expect(ledger.projector.catchUp()).rejects.toMatchObject({ reason: 'other_history', position });
    await ledger.projector.rebuild();
    expect((await taken(ledger)).position).toBe(position);
  });

  it('with everything beside it is a log that was once true: a deposited seal names the lost positions', async () => {
    const bureau = await bureauAtWork();
    const { position: backedUp } = await taken(bureau.ledger);
    const backup = folder();
    await copyLedger({ from: connection(bureau), to: backup, env: {}, unsafeForTests: true });
    await bureau.receives('U2', '2025-11-05');
    const { position: sealedTo } = await taken(bureau.ledger);
    const { seal } = await bureau.ledger.execute(new SealLog({ commandId: randomUUID(), actor: HEAD }));
    const deposited = [{ ...parseExportedSeal(exportedSeal(seal!)), name: 'deposit.txt' }];

    const restored = await opened({ dataDir: backup });
    expect(await verified(restored)).toMatchObject({ ok: true, events: backedUp });
    const report = await verifyLedger({ ...restored.foundation.database, trusted, deposited });
    const lost = { kind: 'DEPOSIT_BEYOND', from: backedUp + 1, to: sealedTo, events: sealedTo - backedUp };
    expect(report.faults).toEqual(expect.arrayContaining([expect.objectContaining(lost)]));
  });
});

describe('a person who was erased', () => {
  it('stays erased when an older table of keys is restored: every start destroys the key again', async () => {
    const bureau = await bureauAtWork();
    const { name, idProof, contact, description } = PERSON;
    const person = { applicantName: name, applicantIdProof: idProof, contact, infoDescription: description };
    const { caseId } = await bureau.receives('U1', '2025-06-03', person);
    await bureau.answers(caseId, 'granted', '2025-06-10', '2025-06-11');
    const older = await freshDatabase();
    undo.push(() => older.drop());
    await copyLedger({ from: connection(bureau), to: older.connectionString, env: {}, unsafeForTests: true });

    const order = { subject: 'applicant', requestedBy: 'person', legalBasis: 'PIPL 47', reason: '已办结' } as const;
    const by = () => ({ caseId, commandId: randomUUID() });
    await bureau.ledger.execute(new OrderErasure({ ...by(), actor: CLERK, order }));
    await bureau.ledger.execute(new ApproveErasure({ ...by(), actor: HEAD, subject: 'applicant' }));
    const tables = await taken(bureau.ledger);

    const client = new Client({ connectionString: older.connectionString });
    await client.connect();
    const stream = `case-${caseId}`;
    const { rows } = await client.query<{ wrapped: string }>(
      `select wrapped from log.data_keys where stream = $1 and subject = 'applicant'`,
      [stream],
    );
    await client.end();
    const back = `update log.data_keys set wrapped = '${rows[0]!.wrapped}', destroyed_at = null where stream = '${stream}'`;
    await sql(connection(bureau), back);
    expect((await verified(bureau.ledger)).faults.map(({ kind }) => kind)).toEqual(['KEY_CAME_BACK']);

    const restored = await opened({ databaseUrl: connection(bureau) });
    expect((await verified(restored)).faults).toEqual([]);
    const [registered] = await collect(restored.foundation.store.readStream(stream));
    expect(registered!.data['applicantName']).toBeNull();
    await restored.projector.rebuild();
    expect(differencesBetween(tables, await taken(restored))).toEqual([]);
  });
});
