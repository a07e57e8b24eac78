import { randomUUID } from 'node:crypto';
import { Clerk, DECISION } from './clerk';
import { runServer, type ServerUnderTest } from './running-server';

let server: ServerUnderTest;
beforeAll(async () => {
  server = await runServer();
});
afterAll(() => server.close());

const ADMIN = { 'X-Role': 'admin' };
const register = (body: object) => server.http.post('/api/v1/units').set(ADMIN).send(body);
const place = (unit: string, how: 'moves' | 'abolition', body: object, key: string = randomUUID()) =>
  server.http
    .post(`/api/v1/units/${unit}/${how}`)
    .set({ ...ADMIN, 'Idempotency-Key': key })
    .send(body);

interface Listed {
  on: string;
  items: { unit: string; parent: string | null }[];
}
async function listed(query: object): Promise<Listed> {
  return (await server.http.get('/api/v1/units').query(query).expect(200)).body as Listed;
}
const positionOf = ({ body }: { body: unknown }): number => (body as { position: number }).position;

describe('the tree of units over HTTP (A-77)', () => {
  it('tells kind, superior of the day and end of every unit', async () => {
    await register({ unit: 'gov', name: '示例市政府', kind: 'government', canMakeRules: true }).expect(201);
    await register({ unit: 'bureau', name: '示例局', parent: 'gov', legalReview: true }).expect(201);
    await register({ unit: 'town', name: '示例镇', kind: 'township', parent: 'gov' }).expect(201);
    const key = randomUUID();
    const moved = await place('bureau', 'moves', { from: '2025-07-01', parent: null }, key).expect(201);
    expect(moved.body).toEqual({ commandId: key, unit: 'bureau', position: expect.any(Number) as number });
    const again = await place('bureau', 'moves', { from: '2025-07-01', parent: null }, key).expect(200);
    expect(again.headers['idempotent-replay']).toBe('true');
    expect(again.body).toEqual(moved.body);
    await place('bureau', 'moves', { from: '2025-07-02', parent: null }, key).expect(422);
    const after = positionOf(await place('town', 'abolition', { lastDay: '2025-06-30', successor: 'gov' }).expect(201));

    const { on, items } = await listed({ after, on: '2025-06-30' });
    expect(on).toBe('2025-06-30');
    expect(items).toEqual([
      {
        unit: 'bureau',
        name: '示例局',
        kind: 'department',
        canMakeRules: false,
        legalReview: true,
        parent: 'gov',
        abolished: null,
      },
      {
        unit: 'gov',
        name: '示例市政府',
        kind: 'government',
        canMakeRules: true,
        legalReview: false,
        parent: null,
        abolished: null,
      },
      {
        unit: 'town',
        name: '示例镇',
        kind: 'township',
        canMakeRules: false,
        legalReview: false,
        parent: 'gov',
        abolished: { lastDay: '2025-06-30', successor: 'gov' },
      },
    ]);
    const parents = async (query: object) => (await listed(query)).items.map(({ parent }) => parent);
    expect(await parents({ on: '2025-07-01' })).toEqual([null, null, 'gov']);
    expect(await parents({})).toEqual([null, null, 'gov']);
  });

  it('refuses with the place, the reason and the rule', async () => {
    const refused = async (
      answer: ReturnType<typeof register>,
      status: number,
      code: string,
      pointer: string,
      rule: string,
    ) => {
      const { body } = (await answer.expect(status)) as { body: { pointer?: string; errors?: { pointer?: string }[] } };
      expect(body).toMatchObject({ code, rule });
      expect(body.pointer ?? body.errors?.[0]?.pointer).toBe(pointer);
    };
    await refused(register({ unit: 'new', name: '新', parent: 'none' }), 404, 'E_UNIT_UNKNOWN', '/parent', 'R-02');
    await refused(register({ unit: 'new', name: '新', parent: 'new' }), 422, 'E_UNIT_TREE', '/parent', 'A-77');
    await refused(register({ unit: 'town', name: '新' }), 409, 'E_UNIT_ABOLISHED', '/unit', 'A-77');
    await refused(register({ unit: 'new', name: '新', kind: 'ministry' }), 400, 'E_VALIDATION', '/kind', 'G-02');
    const move = (body: object, unit = 'gov') => place(unit, 'moves', body);
    await register({ unit: 'office', name: '示例办', parent: 'gov' }).expect(201);
    await refused(
      register({ unit: 'office', name: '示例办', parent: 'bureau' }),
      409,
      'E_UNIT_PLACED',
      '/parent',
      'A-77',
    );
    await refused(move({ from: '2025-01-01', parent: 'office' }), 422, 'E_UNIT_TREE', '/parent', 'A-77');
    await refused(move({ from: '2025-02-29', parent: null }), 400, 'E_VALIDATION', '/from', 'R-60');
    await refused(move({ from: '2025-01-01', parent: 'a b' }), 400, 'E_VALIDATION', '/parent', 'R-02');
    await refused(move({ from: '2025-01-01' }), 400, 'E_VALIDATION', '/parent', 'R-02');
    await refused(move({ from: '2025-07-01', parent: null }, 'town'), 409, 'E_UNIT_ABOLISHED', '/from', 'A-77');
    const ends = { lastDay: '2025-06-30', successor: 'gov' };
    await refused(place('gov', 'abolition', ends), 422, 'E_UNIT_TREE', '/successor', 'A-77');
    await place('none', 'moves', { from: '2025-01-01', parent: null }).expect(404);
    await server.http.get('/api/v1/units').query({ on: '2025-02-29' }).expect(400);
  });

  it('is not kept by whoever works on cases', async () => {
    const requests = [
      server.http.post('/api/v1/units').send({ unit: 'mine', name: '示例' }),
      server.http.post('/api/v1/units/gov/moves').send({ from: '2025-01-01', parent: null }),
      server.http.post('/api/v1/units/gov/abolition').send({ lastDay: '2025-06-30' }),
    ];
    for (const request of requests) {
      const { body } = (await request.expect(403)) as { body: unknown };
      expect(body).toMatchObject({ code: 'E_ROLE', rule: 'R §13', errors: [{ header: 'X-Role' }] });
    }
  });

  it('takes no application that arrived after a unit’s last day', async () => {
    const clerk = new Clerk(server, 'town');
    const late = await clerk.register({ arrivedOn: '2025-07-01' });
    expect([late.status, late.body]).toMatchObject([
      409,
      { code: 'E_UNIT_ABOLISHED', rule: 'A-77', pointer: '/arrivedOn' },
    ]);
    expect((await clerk.register({ arrivedOn: '2025-06-30' })).status).toBe(201);
  });
});

it('a unit that wants a legal review releases nothing without one (Reg.17)', async () => {
  const clerk = await new Clerk(server, 'careful').registerUnit();
  await register({ unit: 'careful', name: '某市数据局', legalReview: true }).expect(201);
  await clerk.register();
  await clerk.does('decision', DECISION);
  await clerk.clears('2025-03-20');
  const dispatch = { dispatchedOn: '2025-03-21', mode: 'china_post' };
  const held = await clerk.act('dispatch', dispatch);
  expect([held.status, held.body]).toMatchObject([
    409,
    { code: 'E_REVIEW_MISSING', rule: 'Reg.17', field: 'legalReview' },
  ]);
  await clerk.does('decision/legal-review', { result: 'passed', reviewedOn: '2025-03-20' }, { 'X-Actor': 'lawyer.01' });
  await clerk.does('dispatch', dispatch);
});
