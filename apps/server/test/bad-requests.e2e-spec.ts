import type { Response } from 'supertest';
import { APPLICATION, Clerk, DECISION } from './clerk';
import { runServer, type ServerUnderTest } from './running-server';

let server: ServerUnderTest;
let clerk: Clerk;

beforeAll(async () => {
  server = await runServer();
  clerk = await new Clerk(server, 'u1').registerUnit();
  await clerk.register();
});
afterAll(() => server.close());

/** Every refusal, whatever the route, has this form; nothing in it comes from inside the program. */
function expectProblem(answer: Response, status: number, code: string): void {
  expect([answer.status, (answer.body as { code?: string }).code]).toEqual([status, code]);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.body).toMatchObject({
    type: `/api/v1/problems#${code}`,
    status,
    instance: `urn:uuid:${answer.headers['x-request-id']}`,
  });
  expect((answer.body as { rule: string }).rule).toMatch(/^([RAKCLDFG]-?\d+|[RA] §\d+)/);
  const { title, titleEn, detail, detailEn } = answer.body as Record<string, string>;
  for (const chinese of [title, detail]) expect(chinese).toMatch(/\p{Script=Han}/u);
  for (const english of [titleEn, detailEn]) expect(english).toMatch(/[a-z]/);
  expect(answer.text).not.toMatch(/node_modules|\.ts:|\bat \w+ \(|SELECT|Error:/);
}

const cases = '/api/v1/units/u1/cases';
const unknownCase = '/api/v1/cases/11111111-1111-4111-8111-111111111111';

describe('what is asked for does not exist', () => {
  it.each([
    ['/api/v1/nowhere', 404, 'E_ROUTE_UNKNOWN'],
    ['/nowhere', 404, 'E_ROUTE_UNKNOWN'],
    ['/api/v1/units/none/cases', 404, 'E_UNIT_UNKNOWN'],
    ['/api/v1/units/none/due', 404, 'E_UNIT_UNKNOWN'],
    ['/api/v1/units/none/reports/2025/tables', 404, 'E_UNIT_UNKNOWN'],
    ['/api/v1/units/none/reports/2025/report.docx', 404, 'E_UNIT_UNKNOWN'],
    ['/api/v1/units/none/ledger.csv', 404, 'E_UNIT_UNKNOWN'],
    [unknownCase, 404, 'E_CASE_UNKNOWN'],
    [`${unknownCase}/timeline`, 404, 'E_CASE_UNKNOWN'],
    ['/api/v1/commands/11111111-1111-4111-8111-111111111111', 404, 'E_COMMAND_UNKNOWN'],
  ])('GET %s: %d %s', async (path, status, code) => {
    expectProblem(await server.http.get(path), status, code);
  });

  it('a command on a case nobody registered', async () => {
    expectProblem(await server.http.post(`${unknownCase}/decision`).send(DECISION), 404, 'E_CASE_UNKNOWN');
  });

  it('an application to a unit nobody registered, before its body is looked at', async () => {
    expectProblem(await server.http.post('/api/v1/units/none/cases').send({ a: 1 }), 404, 'E_UNIT_UNKNOWN');
  });

  it('a method the route does not have', async () => {
    expectProblem(await server.http.delete(cases), 404, 'E_ROUTE_UNKNOWN');
  });
});

describe('parameters that cannot be', () => {
  it.each([
    ['/api/v1/units/u1/reports/1900/tables', 'E_YEAR'],
    ['/api/v1/units/u1/reports/abc/tables', 'E_YEAR'],
    ['/api/v1/units/u1/reports/abc/report.html', 'E_YEAR'],
    ['/api/v1/units/u1/reports/2025/explain?cell=t3.granted.nobody', 'E_CELL_UNKNOWN'],
    ['/api/v1/units/u1/reports/2025/explain', 'E_PARAMETER'],
    ['/api/v1/units/u1/reports/2025/report.pdf', 'E_PARAMETER'],
    ['/api/v1/units/u1/reports/2025/tables?at=1&asOf=2026-01-01T00:00:00Z', 'E_AS_OF'],
    ['/api/v1/units/u1/reports/2025/tables?asOf=yesterday', 'E_PARAMETER'],
    ['/api/v1/units/u1/cases?status=SLEEPING', 'E_PARAMETER'],
    ['/api/v1/units/u1/cases?limit=101', 'E_PARAMETER'],
    ['/api/v1/units/u1/cases?cursor=forged', 'E_PARAMETER'],
    ['/api/v1/units/u1/cases?sort=name', 'E_PARAMETER'],
    ['/api/v1/units/u1/cases?after=-1', 'E_PARAMETER'],
    ['/api/v1/units/u1/due?on=2025-02-29', 'E_PARAMETER'],
    ['/api/v1/units/u1%2F..%2F/due', 'E_PARAMETER'],
    ['/api/v1/cases/2025-0001', 'E_PARAMETER'],
    ['/api/v1/cases/%E0%A4%A', 'E_PARAMETER'],
    ['/api/v1/commands/x', 'E_PARAMETER'],
  ])('GET %s: 400 %s', async (path, code) => {
    expectProblem(await server.http.get(path), 400, code);
  });

  it('names the parameter', async () => {
    const body = (await server.http.get('/api/v1/units/u1/reports/1900/tables')).body as unknown;
    expect((body as { errors: unknown[] }).errors).toEqual([
      { parameter: 'year', rule: 'A-02', zh: '应为 2019 至 2100', en: 'must lie between 2019 and 2100' },
    ]);
  });
});

describe('bodies that are refused at the door', () => {
  const sent = (body: string, type = 'application/json') =>
    server.http.post(cases).set('Content-Type', type).send(body);

  it('what is not JSON, without repeating it', async () => {
    const answer = await sent('{"applicantName":"张三"');
    expectProblem(answer, 400, 'E_BODY_MALFORMED');
    expect(answer.text).not.toContain('张三');
  });

  it('JSON nested beyond reason', async () => {
    expectProblem(await sent(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`), 400, 'E_BODY_MALFORMED');
  });

  it('more than 1 MB', async () => {
    const answer = await sent(JSON.stringify({ ...APPLICATION, infoDescription: '长'.repeat(400_000) }));
    expectProblem(answer, 413, 'E_BODY_TOO_LARGE');
    expect(answer.body).toMatchObject({ context: { limitBytes: 1_048_576 } });
  });

  it('another language than JSON', async () => {
    expectProblem(await sent('a=1', 'application/x-www-form-urlencoded'), 415, 'E_BODY_TYPE');
    expectProblem(await sent('{}', 'text/plain'), 415, 'E_BODY_TYPE');
  });

  it('an encoding or charset that cannot be read', async () => {
    expectProblem(await sent('{}', 'application/json; charset=koi8-r'), 415, 'E_BODY_ENCODING');
    const zipped = await server.http.post(cases).set({ 'Content-Type': 'application/json', 'Content-Encoding': 'zip' });
    expect([400, 415]).toContain(zipped.status);
  });

  it('an unknown field, named by its pointer', async () => {
    const answer = await clerk.register({ applicantNmae: '张三' });
    expectProblem(answer, 400, 'E_VALIDATION');
    expect(answer.body).toMatchObject({ pointer: '/applicantNmae' });
    expect(answer.text).not.toContain('张三');
  });

  it('a result that does not exist, with those that do', async () => {
    const answer = await clerk.act('decision', { ...DECISION, resultCode: 'refused' });
    expectProblem(answer, 422, 'E_RESULT_CODE');
    expect(answer.body).toMatchObject({ pointer: '/resultCode', rule: 'A §3' });
    expect(answer.text).toContain('granted');
  });

  it('every wrong place at once', async () => {
    const answer = await server.http
      .post(cases)
      .send({ channel: 'pigeon', arrivedOn: '2025-02-30', filledByOffice: 1 });
    const { errors } = answer.body as { errors: { pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual([
      '/applicantKind',
      '/applicantName',
      '/arrivedOn',
      '/channel',
      '/filledByOffice',
      '/infoDescription',
    ]);
  });

  it('text that no database keeps unchanged', async () => {
    expectProblem(await clerk.register({ applicantName: 'a\u0000b' }), 400, 'E_VALIDATION');
    expectProblem(await sent(JSON.stringify(APPLICATION).replace('某甲', '\\ud800')), 400, 'E_VALIDATION');
  });

  it('a body that is a list, a number or nothing', async () => {
    for (const body of ['[]', '[{}]']) expectProblem(await sent(body), 400, 'E_VALIDATION');
    expectProblem(await sent('7'), 400, 'E_BODY_MALFORMED');
    expectProblem(await server.http.post(cases), 400, 'E_VALIDATION');
  });
});

describe('headers that are refused', () => {
  it.each([
    ['Idempotency-Key', 'once'],
    ['If-Match', '5'],
    ['If-Match', 'W/"5"'],
    ['X-Role', 'system'],
    ['X-Role', 'king'],
    ['X-Actor', 'a b'],
  ])('%s: %s', async (name, value) => {
    const answer = await clerk.act('decision', DECISION, { [name]: value });
    expectProblem(answer, 400, 'E_HEADER');
    expect(answer.body).toMatchObject({ errors: [{ header: name.toLowerCase() }] });
  });
});

describe('what the law refuses', () => {
  it('a dispatch before the decision', async () => {
    const answer = await clerk.act('dispatch', { dispatchedOn: '2025-03-20', mode: 'electronic' });
    expectProblem(answer, 409, 'E_STATE');
  });

  it('a decision before the application came in', async () => {
    const answer = await clerk.act('decision', { ...DECISION, decidedOn: '2025-03-02' });
    expectProblem(answer, 422, 'E_DATE_ORDER');
    expect(answer.body).toMatchObject({ field: 'decidedOn', pointer: '/decidedOn' });
  });

  it('a day that has not come', async () => {
    expectProblem(await clerk.register({ arrivedOn: '2099-01-05' }), 422, 'E_FUTURE');
  });

  it('an extension of more than 20 days, with the rule', async () => {
    const body = { extraWd: 21, approvedBy: 'h', approvedOn: '2025-03-10', reason: 'x' };
    const answer = await clerk.act('extension/approval', body, { 'X-Role': 'office_head' });
    expectProblem(answer, 422, 'E_EXT_TOO_LONG');
    expect(answer.body).toMatchObject({ rule: 'R-31' });
  });

  it('a number that is taken', async () => {
    expectProblem(await clerk.register({ caseNo: '2025-0001' }), 409, 'E_CASE_EXISTS');
  });

  it('a statistician who acts on a case', async () => {
    expectProblem(await clerk.act('decision', DECISION, { 'X-Role': 'statistician' }), 403, 'E_ROLE');
  });

  it('an opinion on a consultation nobody asked for', async () => {
    const answer = await clerk.act('consultations/none/opinion', { receivedOn: '2025-03-10', opinion: 'agree' });
    expect([404, 409]).toContain(answer.status);
    expectProblem(answer, answer.status, (answer.body as { code: string }).code);
  });

  it('and leaves the case as it was', async () => {
    expect((await clerk.see()).body).toMatchObject({ revision: 0, status: 'RUNNING' });
  });
});

describe('figures and texts of the report', () => {
  const report = '/api/v1/units/u1/reports/2025';

  it('a cell that is not in table 2', async () => {
    const body = { figures: { 't3.granted.total': 1 }, source: 'x', countedOn: '2026-01-05' };
    expectProblem(await server.http.put(`${report}/figures`).send(body), 400, 'E_CELL_UNKNOWN');
  });

  it('no figure, a fraction, a negative number', async () => {
    for (const figures of [{}, { 't2.rules.issued': 0.5 }, { 't2.rules.issued': -1 }]) {
      const body = { figures, source: 'x', countedOn: '2026-01-05' };
      expectProblem(await server.http.put(`${report}/figures`).send(body), 400, 'E_VALIDATION');
    }
  });

  it('a section that is not in the form', async () => {
    expectProblem(await server.http.put(`${report}/texts/s9`).send({ markdown: 'x' }), 400, 'E_PARAMETER');
  });

  it('a text that refers to a number the report does not have, with its place', async () => {
    const answer = await server.http.put(`${report}/texts/s5`).send({ markdown: '一\n二{t3.nothing.total}' });
    expectProblem(answer, 422, 'E_BINDING');
    expect(answer.body).toMatchObject({ context: { line: 2, column: 2 } });
  });
});

describe('pages of other sites', () => {
  it('cannot write in the clerk’s name', async () => {
    const answer = await server.http.post(cases).set('Origin', 'https://evil.example').send(APPLICATION);
    expectProblem(answer, 403, 'E_FOREIGN_PAGE');
  });

  it('cannot reach a loopback server through a name of their own', async () => {
    expectProblem(await server.http.get('/api/v1/units').set('Host', 'evil.example:3000'), 403, 'E_FOREIGN_PAGE');
  });

  it('are not in the way of our own', async () => {
    await server.http.post(`${cases}/`).set('Origin', server.url).send(APPLICATION).expect(201);
  });
});
