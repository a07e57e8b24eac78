import { Clerk, DECISION } from './clerk';
import { runServer, type ServerUnderTest } from './running-server';

let server: ServerUnderTest;
let clerk: Clerk;

beforeAll(async () => {
  server = await runServer();
  clerk = await new Clerk(server, 'replay').registerUnit();
  await clerk.register();
  await clerk.does('decision', DECISION);
  await clerk.clears('2025-03-20');
  await clerk.does('dispatch', { dispatchedOn: '2025-03-21', mode: 'china_post' });
});
afterAll(() => server.close());

const ask = (query: object) => server.http.get(`/api/v1/cases/${clerk.caseId}/replay`).query(query);

describe('the replay of a case over HTTP', () => {
  it('is at the head what the case itself shows', async () => {
    const shown = (await clerk.see()).body as { status: string; clocks: object[]; findings: object[] };
    const { at } = (await ask({}).expect(200)).body as { at: { status: string; clocks: object[]; findings: object[] } };
    expect(at.status).toBe(shown.status);
    expect(at.clocks).toEqual(shown.clocks);
    expect(at.findings).toEqual(shown.findings);
  });

  it('answers a moment, a difference, the signings; names stay masked', async () => {
    expect((await ask({ at: 'r0' }).expect(200)).body).toMatchObject({ at: { status: 'RUNNING' } });
    const { text } = await ask({ diff: 'r0..now' }).expect(200);
    expect(JSON.parse(text)).toMatchObject({ difference: { from: { revision: 0 } } });
    expect((await ask({ signed: 1 }).expect(200)).body).toMatchObject({
      signed: [{ entry: { type: 'ReplyDecided' } }, { entry: { type: 'ReplyDispatched' } }],
    });
    expect((await ask({}).expect(200)).text).not.toContain('某甲');
  });

  it.each([
    [{ at: 'r0', signed: 1 }, 400, 'E_AS_OF'],
    [{ at: 'five' }, 400, 'E_PARAMETER'],
    [{ diff: 'r1' }, 400, 'E_PARAMETER'],
    [{ at: 'r99' }, 404, 'E_MOMENT'],
    [{ at: '0' }, 404, 'E_MOMENT'],
    [{ diff: 'r2..r1' }, 404, 'E_MOMENT'],
  ])('refuses %j with %i %s', async (query, status, code) => {
    expect((await ask(query).expect(status)).body).toMatchObject({ code });
  });

  it('knows no case that is not there', async () => {
    await server.http.get('/api/v1/cases/11111111-1111-4111-8111-111111111111/replay').expect(404);
  });
});
