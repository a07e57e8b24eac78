import { randomUUID } from 'node:crypto';
import { Clerk } from './clerk';
import { runServer, type ServerUnderTest } from './running-server';

let server: ServerUnderTest;
let clerk: Clerk;
const report = '/api/v1/units/published/reports/2024';
beforeAll(async () => {
  server = await runServer();
  clerk = await new Clerk(server, 'published').registerUnit();
  await clerk.register({ arrivedOn: '2024-03-04' });
});
afterAll(() => server.close());

async function writes(section: string): Promise<number> {
  const sent = await server.http.put(`${report}/texts/${section}`).send({ markdown: `${section}：逐项改进。` });
  return (sent.body as { position: number }).position;
}

describe('publishing over HTTP', () => {
  it('is refused with the checks that fail, and nothing is published', async () => {
    const answer = await server.http.post(`${report}/publications`).set('X-Role', 'office_head').send({}).expect(409);
    expect(answer.body).toMatchObject({ code: 'E_REPORT_CHECKS', rule: 'A §8', context: { checks: 'C-27' } });
    expect((await server.http.get(`${report}/publications`).expect(200)).body).toEqual({ items: [] });
    expect((await server.http.get(`${report}/diff`).expect(409)).body).toMatchObject({ code: 'E_REPORT_NOT_FROZEN' });
  });

  it('is not for whoever prepares it', async () => {
    const statistician = { 'X-Role': 'statistician' };
    for (const sent of [statistician, {}]) {
      const answer = await server.http.post(`${report}/publications`).set(sent).send({}).expect(403);
      expect(answer.body).toMatchObject({ code: 'E_ROLE', rule: 'R §13', errors: [{ header: 'X-Role' }] });
    }
  });

  it('answers the revision, position, cut-off and hash; the same key answers the same', async () => {
    let position = 0;
    for (const section of ['s1.proactive', 's1.management', 's1.platform', 's1.supervision', 's5']) {
      position = await writes(section);
    }
    await server.http.get(`${report}/tables`).query({ after: position }).expect(200);
    const key = randomUUID();
    const publish = () =>
      server.http.post(`${report}/publications`).set('X-Role', 'office_head').set('Idempotency-Key', key).send({});
    const first = (await publish().expect(201)).body as { written: number; hash: string };
    expect(first).toMatchObject({
      unit: 'published',
      year: 2024,
      revision: 1,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect((await publish().expect(200)).body).toMatchObject({ revision: 1, hash: first.hash });
    const listed = await server.http.get(`${report}/publications`).query({ after: first.written }).expect(200);
    expect(listed.body).toMatchObject({ items: [{ revision: 1, cells: { 't3.new_received.total': 1 } }] });
  });

  it('tells what differs since, and takes it in with a reason', async () => {
    await clerk.register({ arrivedOn: '2024-05-06' });
    const difference = await server.http.get(`${report}/diff`).query({ after: clerk.position }).expect(200);
    expect(difference.body).toMatchObject({
      revision: 1,
      cells: expect.arrayContaining([
        expect.objectContaining({ cell: 't3.new_received.total', published: 1, now: 2, delta: 1 }),
      ]) as unknown[],
    });
    const affected = await server.http.get(`${report}/affected`).expect(200);
    expect(affected.body).toMatchObject({ affected: [{ code: 'F_REPORT_AFFECTED', caseId: clerk.caseId }] });
    await server.http.post(`${report}/publications`).set('X-Role', 'office_head').send({}).expect(409);
    await server.http
      .post(`${report}/publications`)
      .set('X-Role', 'office_head')
      .send({ reason: '补录一件' })
      .expect(201);
  });
});
