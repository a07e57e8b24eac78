import { kurrentStore, protectedStore, randomMasterKey, verifyChain } from '@app/event-store';
import { freshDatabase } from '../support/postgres';
import { connected } from './event-store.disturbances';
import { collect, newStream, noting, PROTECTION } from './event-store.samples';
import { faultyGround, ONCE, PATIENT } from './kurrent-faulty-ground';
import { kurrentLog } from './kurrent-stores';

// The order that PostgreSQL keeps of a log in KurrentDB, here a double in this process: no server.

const { node, logOn, undo } = faultyGround();

describe('the order beside KurrentDB', () => {
  it('is made anew, the same, when it is lost', async () => {
    const double = await node();
    const { log, store } = await logOn(double);
    const stream = newStream();
    await store.append(noting(stream, 'no_stream', [{ open: 1 }, { open: 2 }]));
    await store.append(noting(newStream(), 'no_stream'));
    await store.append(noting(stream, 1));
    const [head, events] = [await store.head(), await collect(store.readStored())];
    const owner = await connected(log.connectionString);
    await owner.query('drop schema log_order cascade');
    await owner.end();
    const again = await log.open(PATIENT);
    expect(await again.head()).toEqual(head);
    expect(await collect(again.readStored())).toEqual(events);
  });

  it('refuses a KurrentDB that was restored to the past (F31), and one that was wiped (F32)', async () => {
    const double = await node();
    const { log, store } = await logOn(double);
    for (let n = 0; n < 3; n++) await store.append(noting(newStream(), 'no_stream'));
    double.records.restoreTo(double.records.all.length - 1);
    await expect(store.head()).rejects.toMatchObject({ name: 'LogGap', expected: 3 });
    const restarted = await log.open(ONCE);
    await expect(restarted.append(noting(newStream(), 'no_stream'))).rejects.toMatchObject({ name: 'LogGap' });
    double.records.restoreTo(0);
    await expect(log.open(ONCE)).rejects.toMatchObject({ name: 'OrderRefused', code: 'LOG_MISSING' });
  });

  it('refuses another log than its own', async () => {
    const double = await node();
    const { log } = await logOn(double);
    const other = await node();
    await expect(log.open({ ...ONCE, kurrentUrl: other.url })).rejects.toMatchObject({ code: 'LOG_MISSING' });
    const foreign = await kurrentLog(other.url);
    undo.push(() => foreign.dispose());
    const mixed = { ...ONCE, kurrentUrl: other.url, prefix: foreign.prefix };
    await expect(log.open(mixed)).rejects.toMatchObject({ code: 'OTHER_LOG' });
  });

  it('stops before an event that somebody else wrote into a stream of the ledger', async () => {
    const double = await node();
    const { log, store } = await logOn(double);
    await store.append(noting(newStream(), 'no_stream'));
    const event = { id: '00000000-0000-4000-8000-000000000001', type: 'Stranger', contentType: 'application/json' };
    const bytes = { data: Buffer.from('{}'), metadata: Buffer.from('{}') };
    double.records.append(`${log.prefix}case-of-a-stranger`, -1, [{ ...event, ...bytes }]);
    await expect(store.head()).rejects.toMatchObject({ name: 'ForeignEvent', revision: 0 });
  });

  it('needs no more than the role ledger_append, and that may change nothing by hand', async () => {
    const double = await node();
    const granted = await freshDatabase();
    const superuser = await connected(granted.adminConnectionString);
    await superuser.query(`do $$ begin create role ledger_append; exception when duplicate_object or unique_violation
                           then null; end $$`);
    const opened = { kurrentUrl: double.url, connectionString: granted.connectionString };
    const owner = await kurrentStore(opened);
    await superuser.query('grant ledger_append to current_user');
    await superuser.query('set role ledger_append');
    const refused = { code: '42501' };
    await expect(superuser.query(`update log_order.events set recorded_at = ''`)).rejects.toMatchObject(refused);
    await expect(superuser.query('select wrapped from log_order.reserved_keys')).rejects.toMatchObject(refused);
    const connectionString = `${granted.adminConnectionString}?options=-c%20role%3Dledger_append`;
    const raw = await kurrentStore({ ...opened, connectionString });
    const store = await protectedStore(raw, { key: randomMasterKey(), protection: PROTECTION });
    const stream = newStream();
    await store.append(noting(stream, 'no_stream'));
    expect(await store.destroyKey(stream, 'applicant')).toBe(true);
    expect((await collect(store.readStream(stream))).map(({ data }) => data)).toEqual([{ secret: null, open: 1 }]);
    for (const each of [raw, owner]) await each.close();
    await superuser.end();
    await granted.drop();
  });

  it('does not let an instant fall when the clock has gone back between two appends (F11)', async () => {
    const double = await node();
    const { log, store } = await logOn(double);
    const instants = ['2025-03-05T01:02:03.456Z', '2025-03-05T00:02:03.456Z', '2025-03-05T01:02:03.463Z'];
    for (const [n, recordedAt] of instants.entries()) {
      const id = `00000000-0000-4000-8000-00000000000${n}`;
      const header = { schemaVersion: 1, effectiveOn: '2025-03-04', actor: { id: 'u1', role: 'registrar' } };
      const metadata = Buffer.from(JSON.stringify({ ...header, commandId: id, attempt: id, recordedAt }));
      const event = { id, type: 'Noted', contentType: 'application/octet-stream', metadata };
      double.records.append(`${log.prefix}case-1`, n - 1, [
        { ...event, data: Buffer.from('{"data":{},"metadata":{}}') },
      ]);
    }
    const recorded = (await collect(store.readAll())).map(({ recordedAt }) => recordedAt);
    expect(recorded).toEqual([instants[0], instants[0], instants[2]]);
    expect((await verifyChain(store.readStored())).faults).toEqual([]);
  });

  it('shows what was changed in KurrentDB', async () => {
    const double = await node();
    const { store } = await logOn(double);
    for (let n = 0; n < 3; n++) await store.append(noting(newStream(), 'no_stream', [{ open: n }]));
    const record = double.records.all.findLast(({ type }) => type === 'Noted')!;
    record.data = Buffer.from(Buffer.from(record.data).toString().replace('"open":2', '"open":3'));
    expect((await verifyChain(store.readStored())).faults).toMatchObject([{ position: 3, kind: 'HASH_MISMATCH' }]);
  });
});

it('a key that an append under way is just bringing is destroyed with the others (D9)', async () => {
  const double = await node();
  const { store: raw } = await logOn(double, ONCE);
  const store = await protectedStore(raw, { key: randomMasterKey(), protection: PROTECTION });
  const stream = newStream();
  double.faults.plan('append', 'unavailable_after');
  await expect(store.append(noting(stream, 'no_stream'))).rejects.toMatchObject({ name: 'StoreUnavailable' });
  await store.destroyKey(stream, 'applicant');
  await store.head();
  expect((await collect(store.readStream(stream))).map(({ data }) => data)).toEqual([{ secret: null, open: 1 }]);
});
