import { randomUUID } from 'node:crypto';
import { newSealKeyPem, parseExportedSeal, sealKeyOf } from '@app/evidence';
import { verifyLedger } from '@app/runtime';
import { Clerk } from './clerk';
import { runServer, type ServerUnderTest } from './running-server';

const pem = newSealKeyPem();

describe('sealing over HTTP', () => {
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await runServer({ env: { SEAL_KEY: pem } });
    await (await new Clerk(server, 'seals').registerUnit()).register({ arrivedOn: '2025-03-03' });
  });
  afterAll(() => server.close());

  const seal = (role: string, key: string = randomUUID()) =>
    server.http.post('/api/v1/seals').set({ 'X-Role': role, 'Idempotency-Key': key });

  it('makes a seal that verifies, tells it again, and lists it', async () => {
    const key = randomUUID();
    const { body: made } = (await seal('auditor', key).expect(201)) as { body: { seal: Record<string, unknown> } };
    expect(made).toMatchObject({ sealed: true, duplicate: false, seal: { number: 1, from: 1 } });
    const again = await seal('auditor', key).expect(200).expect('Idempotent-Replay', 'true');
    expect(again.body).toEqual({ ...made, duplicate: true });
    expect((await seal('auditor').expect(200)).body).toMatchObject({ sealed: false, seal: made.seal });
    const list = await server.http.get('/api/v1/seals').expect(200);
    expect(list.body).toEqual({ position: Number(made.seal['to']) + 1, sealedTo: made.seal['to'], items: [made.seal] });

    const text = await server.http
      .get('/api/v1/seals/1')
      .expect(200)
      .expect('Content-Type', /^text\/plain/);
    const deposited = [{ ...parseExportedSeal(text.text), name: 'over HTTP' }];
    const trusted = [sealKeyOf(pem)];
    const { connectionString } = server.foundation.database;
    expect(await verifyLedger({ connectionString, trusted, deposited })).toMatchObject({ ok: true, seals: 1 });
  });

  it('is for auditors and those who run the office', async () => {
    expect((await seal('handler').expect(403)).body).toMatchObject({ code: 'E_ROLE' });
  });

  it('takes no fields, and knows only its own seals', async () => {
    expect((await seal('auditor').send({ to: 3 }).expect(400)).body).toMatchObject({ code: 'E_VALIDATION' });
    const unknown = await server.http.get('/api/v1/seals/99').expect(404);
    expect(unknown.body).toMatchObject({ code: 'E_SEAL_UNKNOWN', rule: 'D10' });
    expect((await server.http.get('/api/v1/seals/0').expect(400)).body).toMatchObject({ code: 'E_PARAMETER' });
  });
});

describe('a server without a seal key', () => {
  it('refuses to seal, and does the rest', async () => {
    const server = await runServer();
    try {
      await new Clerk(server, 'seals').registerUnit();
      const refused = await server.http.post('/api/v1/seals').set({ 'X-Role': 'admin' }).expect(409);
      expect(refused.body).toMatchObject({ code: 'E_SEAL_KEY', rule: 'D10' });
      expect((await server.http.get('/api/v1/seals').expect(200)).body).toMatchObject({ sealedTo: 0, items: [] });
    } finally {
      await server.close();
    }
  });
});
