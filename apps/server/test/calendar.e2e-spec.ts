import { randomUUID } from 'node:crypto';
import { Clerk } from './clerk';
import { runServer, type ServerUnderTest } from './running-server';

let server: ServerUnderTest;
let clerk: Clerk;

beforeAll(async () => {
  server = await runServer();
  clerk = await new Clerk(server, 'calendar').registerUnit();
  await clerk.register({ arrivedOn: '2025-03-03' }); // C1 2025-03-12, C3 2025-03-31
});
afterAll(() => server.close());

interface Year {
  year: number;
  daysOff: string[];
  makeUpDays: string[];
  source: string;
}
type Answer = { cases: number; moved: { caseNo: string; clock: string; before: string; after: string }[] };

/** The year as it is known, with Friday 2025-03-28 off and worked up for on Sunday 03-30: invented. */
async function notice(): Promise<Year> {
  const { body } = (await server.http.get('/api/v1/calendar').expect(200)) as { body: { years: Year[] } };
  const known = body.years.find(({ year }) => year === 2025)!;
  return { ...known, daysOff: [...known.daysOff, '2025-03-27', '2025-03-28'], source: '示例通知〔2025〕1号' };
}
const send = (body: object, query: object = {}, key: string = randomUUID()) =>
  server.http
    .post('/api/v1/calendar/notices')
    .query(query)
    .set({ 'Idempotency-Key': key, 'X-Role': 'admin' })
    .send(body);
const moves = [['2025-0001', 'C3', '2025-03-31', '2025-04-02']];
const movedIn = (body: unknown) =>
  (body as Answer).moved.map(({ caseNo, clock, before, after }) => [caseNo, clock, before, after]);

describe('a holiday notice over HTTP', () => {
  it('says first what would move, then moves it; the next answer counts by it, past ones stay', async () => {
    const body = await notice();
    const tried = await send(body, { dryRun: '1' }).expect(200);
    expect(movedIn(tried.body)).toEqual(moves);
    expect(await clerk.replyDue()).toBe('2025-03-31');

    const key = randomUUID();
    const recorded = await send(body, {}, key).expect(201);
    expect(recorded.body).toMatchObject({ years: [2025], cases: 1, dryRun: false, complete: true });
    expect(movedIn(recorded.body)).toEqual(moves);
    expect(await clerk.replyDue()).toBe('2025-04-02');

    const { position } = recorded.body as { position: number };
    const at = async (asked: number) =>
      (await server.http.get(`/api/v1/cases/${clerk.caseId}/clocks`).query({ at: asked, on: '2025-03-10' }).expect(200))
        .body as { calendarVersion: string; clocks: { id: string; dueOn: string }[] };
    const [before, after] = [await at(position - 1), await at(position)];
    const due = ({ clocks }: typeof before) => clocks.find(({ id }) => id === 'C3')?.dueOn;
    expect([due(before), due(after)]).toEqual(['2025-03-31', '2025-04-02']);
    expect(before.calendarVersion).not.toBe(after.calendarVersion);

    const again = await send(body, {}, key).expect(200);
    expect(again.headers['idempotent-replay']).toBe('true');
    expect(movedIn(again.body)).toEqual(moves);
    expect((await send(body).expect(200)).body).toMatchObject({ years: [], cases: 0 });
  });

  it('is not for every role', async () => {
    const body = await notice();
    const answer = await server.http.post('/api/v1/calendar/notices').set('X-Role', 'signer').send(body).expect(403);
    expect(answer.body).toMatchObject({ code: 'E_ROLE', context: { role: 'signer', allowed: 'office_head, admin' } });
  });

  it('is refused with the rule it breaks', async () => {
    const body = await notice();
    const weekday = await send({ ...body, makeUpDays: ['2025-03-26'] }).expect(422);
    expect(weekday.body).toMatchObject({ code: 'E_CALENDAR_DAY', rule: 'R-61', field: 'makeUpDays.0' });
    const far = await send({ ...body, makeUpDays: ['2027-01-02'] }).expect(422);
    expect(far.body).toMatchObject({ code: 'E_CALENDAR_NOTICE', rule: 'R-66' });
    await send({ ...body, source: ' ' }).expect(400);
    await send({ ...body, days: [] }).expect(400);
  });
});
