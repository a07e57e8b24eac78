import { randomUUID } from 'node:crypto';
import { APPLICATION, Clerk, DECISION } from './clerk';
import { runServer, type ServerUnderTest } from './running-server';

let server: ServerUnderTest;
let clerk: Clerk;
const notice = { sentOn: '2025-03-05', items: ['x'], periodWd: 10 };

beforeAll(async () => {
  server = await runServer();
  clerk = await new Clerk(server, 'u1').registerUnit();
});
afterAll(() => server.close());
beforeEach(async () => {
  await clerk.register();
});

describe('If-Match', () => {
  it('lets a command through that saw the present revision', async () => {
    const { headers } = await clerk.see();
    expect(headers['etag']).toBe('"0"');
    const answer = await clerk.does('correction-notice', notice, { 'If-Match': headers['etag'] as string });
    expect(answer.headers['etag']).toBe('"1"');
  });

  it('refuses one that saw an older revision, and says which is the present one', async () => {
    await clerk.does('correction-notice', notice);
    const answer = await clerk.act('correction-notice/delivery', { servedOn: '2025-03-06' }, { 'If-Match': '"0"' });
    expect(answer.status).toBe(412);
    expect(answer.body).toMatchObject({ code: 'E_STALE', context: { revision: 1 } });
    expect(answer.headers['etag']).toBe('"1"');
    expect((await clerk.see()).body).toMatchObject({ revision: 1 });
  });

  it('lets only one of two clerks through who saw the same', async () => {
    const both = await Promise.all(
      ['甲', '乙'].map((item) => clerk.act('correction-notice', { ...notice, items: [item] }, { 'If-Match': '"0"' })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });
});

describe('Idempotency-Key', () => {
  it('is made and sent back when the client has none', async () => {
    const { headers } = await clerk.does('correction-notice', notice);
    expect(headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers['idempotent-replay']).toBeUndefined();
  });

  it('answers a repeated command with the same bytes and records it once', async () => {
    const key = { 'Idempotency-Key': randomUUID() };
    const first = await clerk.does('correction-notice', notice, key);
    await clerk.does('correction-notice/delivery', { servedOn: '2025-03-06' });
    const again = await clerk.does('correction-notice', notice, key);
    expect(again.text).toBe(first.text);
    expect(again.headers['idempotent-replay']).toBe('true');
    expect((await clerk.see()).body).toMatchObject({ revision: 2 });
  });

  it('answers a repeated registration with the same case, number and status', async () => {
    const path = '/api/v1/units/u1/cases';
    const key = { 'Idempotency-Key': randomUUID() };
    const first = await server.http.post(path).set(key).send(APPLICATION).expect(201);
    const again = await server.http.post(path).set(key).send(APPLICATION).expect(201);
    expect(again.text).toBe(first.text);
    expect(again.headers['location']).toBe(first.headers['location']);
    expect(again.headers['idempotent-replay']).toBe('true');
  });

  it('records eight copies of one registration sent at once only once', async () => {
    const key = { 'Idempotency-Key': randomUUID() };
    const send = () => server.http.post('/api/v1/units/u1/cases').set(key).send(APPLICATION);
    const answers = await Promise.all(Array.from({ length: 8 }, send));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  it('gives the thing a command opens the same id again', async () => {
    const key = { 'Idempotency-Key': randomUUID() };
    const body = { otherAgency: '某局', jointMaker: false, sentOn: '2025-03-05' };
    const first = await clerk.does('consultations/agency', body, key);
    const again = await clerk.does('consultations/agency', body, key);
    expect(again.body).toEqual(first.body);
  });

  it('refuses another body under the same key with 422', async () => {
    const key = { 'Idempotency-Key': randomUUID() };
    await clerk.does('correction-notice', notice, key);
    const answer = await clerk.act('correction-notice', { ...notice, items: ['y'] }, key);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'E_KEY_REUSED', rule: 'D13' });
  });

  it('refuses the same key for another case', async () => {
    const key = { 'Idempotency-Key': randomUUID() };
    await clerk.does('correction-notice', notice, key);
    await clerk.register();
    expect((await clerk.act('correction-notice', notice, key)).body).toMatchObject({ code: 'E_KEY_REUSED' });
  });

  it('refuses another application under the key of the first', async () => {
    const key = { 'Idempotency-Key': randomUUID() };
    const send = (applicantName: string) =>
      server.http
        .post('/api/v1/units/u1/cases')
        .set(key)
        .send({ ...APPLICATION, applicantName });
    await send('某甲').expect(201);
    expect((await send('某乙')).status).toBe(422);
  });

  it('is free again when the command was refused', async () => {
    const key = { 'Idempotency-Key': randomUUID() };
    expect((await clerk.act('dispatch', { dispatchedOn: '2025-03-21', mode: 'electronic' }, key)).status).toBe(409);
    await clerk.does('decision', DECISION, key);
  });

  it('leads to what became of the command when its answer was lost', async () => {
    const key = randomUUID();
    const body = (await clerk.does('correction-notice', notice, { 'Idempotency-Key': key })).body as unknown;
    const { revision, position } = body as { revision: number; position: number };
    const answer = await server.http.get(`/api/v1/commands/${key}`).expect(200);
    expect(answer.body).toMatchObject({ stored: true, caseId: clerk.caseId, revision, position });
    expect(answer.headers['location']).toBe(`/api/v1/cases/${clerk.caseId}`);
  });
});

describe('?after=', () => {
  it('shows the clerk what she just wrote, in every view', async () => {
    for (let round = 0; round < 10; round++) {
      await clerk.register({ caseNo: `甲-${round}` });
      const after = clerk.position;
      const list = await server.http.get('/api/v1/units/u1/cases').query({ after, caseNo: `甲-${round}` });
      expect((list.body as { items: unknown[] }).items).toHaveLength(1);
      const timeline = await server.http.get(`/api/v1/cases/${clerk.caseId}/timeline`).query({ after });
      expect((timeline.body as { events: unknown[] }).events).toHaveLength(1);
    }
  });

  it('says 202 and when to come back where the read side does not get there', async () => {
    const answer = await server.http.get('/api/v1/units/u1/cases').query({ after: clerk.position + 1000 });
    expect(answer.status).toBe(202);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.headers['retry-after']).toBe('1');
    expect(answer.body).toMatchObject({ code: 'E_BEHIND', rule: 'F20', context: { asked: clerk.position + 1000 } });
  });
});

it('every command says who acted, in which role, and with which note', async () => {
  await clerk.does(
    'correction-notice',
    { ...notice, note: '电话沟通后发出' },
    { 'X-Actor': 'li.si', 'X-Role': 'registrar' },
  );
  const body = (
    await server.http.get(`/api/v1/cases/${clerk.caseId}/timeline`).query({ after: clerk.position }).expect(200)
  ).body as unknown;
  expect((body as { events: unknown[] }).events).toMatchObject([
    { actor: { id: 'clerk', role: 'handler' } },
    { actor: { id: 'li.si', role: 'registrar' } },
  ]);
  // The note is free text about a person: shown with the case to whoever says what for, kept out of the timeline's table (D9).
  expect(JSON.stringify(body)).not.toContain('电话沟通后发出');
  const seen = await server.http
    .get(`/api/v1/cases/${clerk.caseId}`)
    .query({ unmask: '1', purpose: 'handling' })
    .expect(200);
  expect(seen.body).toMatchObject({ facts: { notes: ['电话沟通后发出'] } });
});
