import { Clerk, DECISION } from './clerk';
import { runServer, type ServerUnderTest } from './running-server';

let server: ServerUnderTest;
let clerk: Clerk;

beforeAll(async () => {
  server = await runServer();
  clerk = await new Clerk(server, 'radar').registerUnit();
  await clerk.register();
  await clerk.does('decision', DECISION);
  await clerk.clears('2025-03-20');
  await clerk.does('dispatch', { dispatchedOn: '2025-03-21', mode: 'china_post' });
});
afterAll(() => server.close());

const ask = (query: object, unit = clerk.unit) =>
  server.http.get(`/api/v1/units/${unit}/radar`).query({ after: clerk.position, ...query });

describe('the radar over HTTP', () => {
  it('tells each signal with its rule, both languages, its figures and what may be harmless', async () => {
    const body: unknown = (await ask({}).expect(200)).body;
    expect(body).toMatchObject({ unit: 'radar', cases: 1, entries: { judged: 5, imported: 0, bySystem: 0 } });
    const [signal] = (body as { signals: Record<string, unknown>[] }).signals;
    expect(signal).toMatchObject({
      kind: 'in_time_by_late_entry',
      rule: 'R-36, R §14',
      zh: expect.stringMatching(/逾期/) as string,
      en: expect.stringMatching(/overdue/) as string,
      innocent: expect.arrayContaining([
        { zh: expect.any(String) as string, en: expect.any(String) as string },
      ]) as object,
      entries: [{ type: 'ReplyDispatched', dueOn: '2025-03-31' }],
    });
  });

  it('looks at one year', async () => {
    expect((await ask({ year: 2024 }).expect(200)).body).toMatchObject({ year: 2024, signals: [] });
  });

  it('refuses a year no report is about, and a unit nobody registered', async () => {
    expect((await ask({ year: 'x' }).expect(400)).body).toMatchObject({ code: 'E_YEAR' });
    await ask({}, 'nobody').expect(404);
  });
});
