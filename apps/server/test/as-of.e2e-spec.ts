import { Clerk, DECISION, type Tables } from './clerk';
import { runServer, type ServerUnderTest } from './running-server';

let server: ServerUnderTest;
let clerk: Clerk;
let registered: number;
let dispatched: number;
let caseId: string;

beforeAll(async () => {
  server = await runServer();
  clerk = await new Clerk(server, 'then').registerUnit();
  await clerk.register();
  ({ position: registered, caseId } = clerk);
  await clerk.does('decision', DECISION);
  await clerk.clears('2025-03-20');
  await clerk.does('dispatch', { dispatchedOn: '2025-03-21', mode: 'china_post' });
  dispatched = clerk.position;
});
afterAll(() => server.close());

const get = (path: string, query: object = {}) =>
  server.http.get(`/api/v1/${path}`).query({ after: dispatched, ...query });
const body = async <T>(path: string, query: object = {}): Promise<T> => (await get(path, query).expect(200)).body as T;

describe('the past over HTTP, as known then and as it was on a day', () => {
  it('of the tables', async () => {
    const granted = async (query: object) => {
      const tables = await body<Tables>('units/then/reports/2025/tables', query);
      return [tables.table3['granted']!['total'], tables.table3['carried_out']!['total']];
    };
    expect(await granted({})).toEqual([1, 0]);
    expect(await granted({ at: registered })).toEqual([0, 1]);
    expect(await granted({ on: '2025-03-20' })).toEqual([0, 1]);
    expect(await granted({ on: '2025-03-02' })).toEqual([0, 0]);
    expect(await granted({ on: '2025-03-21', at: registered })).toEqual([0, 1]);
  });

  it('of the register, a case, its timeline and the due list', async () => {
    type Page = { items: { status: string; position: number }[] };
    const statuses = async (query: object) =>
      (await body<Page>('units/then/cases', query)).items.map(({ status }) => status);
    expect(await statuses({})).toEqual(['CLOSED']);
    expect(await statuses({ at: registered })).toEqual(['RUNNING']);
    expect(await statuses({ on: '2025-03-20' })).toEqual(['DECIDED']);
    expect(await statuses({ on: '2025-03-01' })).toEqual([]);
    expect(await statuses({ on: '2025-03-20', status: 'CLOSED' })).toEqual([]);

    const one = await body<{ status: string; next: unknown[]; clocks: { id: string; state: string }[] }>(
      `cases/${caseId}`,
      { on: '2025-03-10' },
    );
    expect([one.status, one.next]).toEqual(['RUNNING', []]);
    expect(one.clocks.find(({ id }) => id === 'C3')!.state).toBe('running');
    await get(`cases/${caseId}`, { on: '2025-03-02' }).expect(404);

    const { events } = await body<{ events: { type: string }[] }>(`cases/${caseId}/timeline`, { on: '2025-03-19' });
    expect(events.map(({ type }) => type)).toEqual(['ApplicationRegistered']);

    type Due = { on: string; items: { clock: string }[]; counts: { late: number } };
    expect((await body<Due>('units/then/due')).items).toEqual([]);
    const then = await body<Due>('units/then/due', { on: '2025-03-10' });
    expect(then).toMatchObject({ on: '2025-03-10', items: [{ clock: 'C1' }, { clock: 'C3' }], counts: { late: 0 } });
    expect((await body<Due>('units/then/due', { at: registered, on: '2025-06-30' })).counts.late).toBe(2);
  });

  it('takes a position or an instant, not both', async () => {
    const asked = { at: registered, asOf: '2026-01-01T00:00:00Z' };
    for (const path of ['units/then/cases', 'units/then/due', `cases/${caseId}`, 'units/then/reports/2025/tables']) {
      const answer = await get(path, asked).expect(400);
      expect([path, (answer.body as { code: string }).code]).toEqual([path, 'E_AS_OF']);
    }
  });
});

describe('a cell over HTTP', () => {
  const explain = 'units/then/reports/2025/explain';

  it('has its clause, its members and what the answer cost', async () => {
    const answer = await body(explain, { cell: 't3.granted.natural_person' });
    expect(answer).toMatchObject({
      value: 1,
      members: [{ caseId, event: { type: 'CaseClosed', position: dispatched }, rule: 'A-24' }],
      clause: { rules: ['A-24', 'A-25', 'Reg.36(1)', 'Reg.36(2)'] },
      cost: { queries: expect.any(Number) as number, rows: expect.any(Number) as number },
    });
  });

  it('says of one case why it is counted there, and of another cell why not', async () => {
    expect(await body(explain, { cell: 't3.granted.total', case: caseId })).toMatchObject({
      counted: 1,
      episodes: [{ since: { type: 'CaseClosed' }, until: null }],
    });
    expect(await body(explain, { cell: 't3.carried_out.total', case: caseId })).toMatchObject({
      counted: 0,
      reasons: [{ reason: 'concluded_by_then', rule: 'A-23', zh: '年底以前已办结', event: { type: 'CaseClosed' } }],
      episodes: [{ since: { type: 'ApplicationRegistered' }, until: { type: 'CaseClosed' } }],
    });
    const unknown = '00000000-0000-4000-8000-000000000000';
    const refused = await get(explain, { cell: 't3.granted.total', case: unknown }).expect(404);
    expect(refused.body).toMatchObject({ code: 'E_CASE_UNKNOWN' });
  });

  it('is carried over case by case, and adjustments have their events', async () => {
    expect(await body('units/then/reports/2026/carry')).toMatchObject({
      out: { cases: 0, printed: null },
      holds: true,
      differences: [],
    });
    expect(await body('units/then/reports/2026/adjustments')).toMatchObject({ adjustments: [] });
  });
});
