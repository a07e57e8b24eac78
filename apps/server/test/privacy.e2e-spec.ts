import type { OpenAPIObject } from '@nestjs/swagger';
import { LETTER_KINDS } from '@app/letters';
import { canary, sungIn, textOf } from '../../../test/support/canaries';
import { Clerk, DECISION } from './clerk';
import { runServer, type ServerUnderTest } from './running-server';

const PERSON = canary(7);
const AUDITOR = { 'X-Actor': 'auditor-1', 'X-Role': 'auditor' };
const HEAD = { 'X-Actor': 'head-1', 'X-Role': 'office_head' };

let server: ServerUnderTest;
let clerk: Clerk;
let document: OpenAPIObject;
const lines: string[] = [];
const answers: string[] = [];

beforeAll(async () => {
  server = await runServer({
    log: {
      request: (line) => lines.push(JSON.stringify(line)),
      info: (line) => lines.push(line),
      error: (fields) => lines.push(JSON.stringify(fields)),
    },
  });
  document = (await server.http.get('/docs-json').expect(200)).body as OpenAPIObject;
  clerk = await new Clerk(server, 'privacy').registerUnit('示例市数据局');
  await tellsEverything();
});
afterAll(() => server.close());

/** A case with the canary in every protected field that can be told over HTTP. */
async function tellsEverything(): Promise<void> {
  const { name, idProof, contact, agent, description, reasons, note, thirdParty } = PERSON;
  const does = async (path: string, body: object, headers = {}) => {
    answers.push((await clerk.does(path, body, headers)).text);
  };
  const registered = await clerk.register({
    ...{ applicantName: name, applicantIdProof: idProof, contact, agent, infoDescription: description },
    ...{ formWanted: note, routeWanted: note, note },
  });
  expect(registered.status).toBe(201);
  answers.push(registered.text);
  await does('correction-notice', { sentOn: '2025-03-04', items: [note], periodWd: 10 });
  await does('correction', { correctedOn: '2025-03-05', newDescription: description });
  const consultId = '3f0f1d4e-4c6a-4f5e-9a53-0a4a4a4a4a4a';
  await does('consultations/third-party', { consultId, thirdParty, interest: note, sentOn: '2025-03-06' });
  const opinion = { receivedOn: '2025-03-10', opinion: 'object', ground: note, groundReasonable: false };
  await does(`consultations/${consultId}/opinion`, opinion);
  await does('decision', { ...DECISION, reasons });
  await does('decision/attribute', { attribute: 'on_request', determinedOn: '2025-03-20' });
  const review = { result: 'passed', reviewedOn: '2025-03-20', opinion: note };
  await does('decision/secrecy-review', review, { 'X-Actor': 'reviewer.01' });
  await does('dispatch', { dispatchedOn: '2025-03-21', mode: 'china_post' });
  await does('delivery', { servedOn: '2025-03-24', proof: note });
  await does('complaints', { receivedOn: '2025-03-25', body: note });
}

/** What stands in a path or must stand in a query. A route that asks for something else tells this spec what. */
const VALUES: Record<string, () => string[]> = {
  unit: () => ['privacy'],
  caseId: () => [clerk.caseId],
  case: () => [clerk.caseId],
  year: () => ['2025'],
  cell: () => ['t3.granted.natural_person'],
  commandId: () => ['00000000-0000-4000-8000-000000000000'],
  number: () => ['1'],
};

/** The formats and kinds of one parameter, told by the document itself. */
function valuesOf(name: string, schema: { enum?: string[] } | undefined): string[] {
  if (schema?.enum) return schema.enum;
  const values = VALUES[name];
  if (!values) throw new Error(`tell this spec what {${name}} is`);
  return values();
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema?: { enum?: string[] };
}

interface Route {
  path: string;
  url: string;
  query: Record<string, string>;
  /** Takes `unmask`. */
  door: boolean;
}

function readRoutes(): Route[] {
  return Object.entries(document.paths).flatMap(([path, item]) => {
    const get = (item as { get?: { parameters?: Parameter[] } }).get;
    if (!get) return [];
    const parameters = get.parameters ?? [];
    const door = parameters.some(({ name }) => name === 'unmask');
    let routes: Route[] = [{ path, url: path, query: {}, door }];
    for (const { name, in: place, required, schema } of parameters) {
      if (place !== 'path' && !(place === 'query' && required)) continue;
      routes = routes.flatMap((route) =>
        valuesOf(name, schema).map((value) =>
          place === 'path'
            ? { ...route, url: route.url.replace(`{${name}}`, value) }
            : { ...route, query: { ...route.query, [name]: value } },
        ),
      );
    }
    return routes;
  });
}

const reads = async (): Promise<{ door: string; purpose: string; actor: { id: string }; fields: string[] }[]> => {
  const answer = await server.http.get('/api/v1/read-log').query({ unit: 'privacy' }).set(AUDITOR).expect(200);
  return (answer.body as { items: Awaited<ReturnType<typeof reads>> }).items;
};

async function look({ url, query }: Route, more: Record<string, string> = {}) {
  const answer = await server.http
    .get(url)
    .query({ ...query, ...more })
    .set(AUDITOR)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });
  return { status: answer.status, sung: sungIn(await textOf(answer.body as Buffer), PERSON) };
}

describe('every route that reads', () => {
  it('shows no protected text, or has recorded that it does', async () => {
    const routes = readRoutes();
    expect(routes.length).toBeGreaterThan(25 + LETTER_KINDS.length);
    const showing = new Set<string>();
    for (const route of routes) {
      const before = (await reads()).length;
      const { sung } = await look(route);
      if (sung.length === 0) continue;
      const recorded = (await reads()).slice(before);
      expect([route.url, sung, recorded.length]).toEqual([route.url, sung, 1]);
      expect(recorded[0]!.door).toContain(route.path.replace('/api/v1', '').split('{format}')[0]);
      showing.add(route.path);
    }
    // A letter is addressed to somebody; nothing else shows anybody unasked.
    expect([...showing]).toEqual(['/api/v1/cases/{caseId}/letters/{kind}']);
  });

  it('shows them where asked to with a purpose, each time after a record of it', async () => {
    const doors = readRoutes().filter(({ door }) => door);
    expect(doors.length).toBeGreaterThanOrEqual(3);
    for (const route of doors) {
      const before = (await reads()).length;
      const { status, sung } = await look(route, { unmask: '1', purpose: 'audit' });
      expect([route.url, status, sung]).toEqual([route.url, 200, expect.arrayContaining(['name', 'contact'])]);
      expect((await reads()).slice(before)).toMatchObject([
        {
          purpose: 'audit',
          actor: { id: 'auditor-1' },
          fields: expect.arrayContaining(['ReplyDecided.reasons']) as string[],
        },
      ]);
    }
  });

  it('asks for a purpose, and for nobody’s purpose in vain', async () => {
    const url = `/api/v1/cases/${clerk.caseId}`;
    for (const query of [{ unmask: '1' }, { purpose: 'audit' }]) {
      const answer = await server.http.get(url).query(query).expect(422);
      expect(answer.body).toMatchObject({ code: 'E_PURPOSE', rule: 'PIPL 51' });
    }
  });
});

describe('what else leaves the server', () => {
  it('a search by name answers masked and is recorded without the name', async () => {
    const before = (await reads()).length;
    const found = await server.http
      .get('/api/v1/units/privacy/cases')
      .query({ applicantName: PERSON.name, after: clerk.position });
    expect(found.body).toMatchObject({ items: [{ applicantName: '金*' }] });
    expect((await reads()).slice(before)).toMatchObject([{ purpose: 'search', cases: 1 }]);
  });

  it('the draft of a letter is recorded like the letter', async () => {
    const before = (await reads()).length;
    const draft = await server.http.post(`/api/v1/cases/${clerk.caseId}/letters`).send({ kind: 'decision' });
    expect([draft.status, sungIn(draft.text, PERSON)]).toEqual([200, expect.arrayContaining(['name'])]);
    expect((await reads()).slice(before)).toMatchObject([{ door: 'POST /cases/{caseId}/letters', purpose: 'service' }]);
  });

  it('no answer to a command repeats what it was told', () => {
    for (const answer of answers) expect(sungIn(answer, PERSON)).toEqual([]);
  });

  // The name of an unknown field is a place, and is told back to whoever sent it; it is in no log either.
  it('no refusal repeats what it was told', async () => {
    const { name, idProof, contact } = PERSON;
    const told = {
      channel: name,
      arrivedOn: idProof,
      applicantKind: contact,
      applicantName: `${name}\u0000`,
    };
    const refused = [
      await server.http.post('/api/v1/units/privacy/cases').send(told),
      await server.http.post(`/api/v1/cases/${clerk.caseId}/void`).send({ reason: name, approvedBy: name }),
      await server.http.post(`/api/v1/cases/${clerk.caseId}/erasure-orders`).send({
        ...{ subject: 'applicant', requestedBy: 'person', legalBasis: '个人信息保护法第47条', reason: `${name}要求` },
      }),
      await server.http.get(`/api/v1/cases/${name}`),
      await server.http
        .post('/api/v1/units/privacy/ledger')
        .query({ name: '台账.csv' })
        .set('Content-Type', 'text/csv')
        .send(`登记编号,${name}\n${idProof},${name}`),
      await server.http.post('/api/v1/units/privacy/cases').set('Content-Type', 'application/json').send(`{"${name}`),
    ];
    for (const { status, text } of refused)
      expect([status >= 400 && status < 500, sungIn(text, PERSON)]).toEqual([true, []]);
  });

  it('no line of the log names anybody', () => {
    expect(lines.length).toBeGreaterThan(20);
    for (const line of lines) expect(sungIn(line, PERSON)).toEqual([]);
  });

  it('the log of looks is for auditors and administrators', async () => {
    await server.http.get('/api/v1/read-log').expect(403);
    await server.http.get('/api/v1/read-log').query({ case: clerk.caseId }).set(AUDITOR).expect(200);
  });

  it('the readiness tells of the last self-audit, once there was one', async () => {
    const ready = await server.http.get('/health/ready').expect(200);
    const { items } = (await server.http.get('/api/v1/self-audits').expect(200)).body as { items: object[] };
    expect('selfAudit' in (ready.body as object)).toBe(items.length > 0);
  });
});

/** Last: afterwards nobody is there to be shown. */
describe('a person erased', () => {
  const order = {
    subject: 'applicant',
    requestedBy: 'person',
    legalBasis: '个人信息保护法第47条',
    reason: '处理目的已实现',
  };
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    server.http.post(`/api/v1/cases/${clerk.caseId}/${path}`).set(headers).send(body);

  it('is ordered by one and approved by another', async () => {
    expect((await post('erasures', { subject: 'applicant' }, HEAD)).body).toMatchObject({
      code: 'E_ERASURE_NOT_ORDERED',
    });
    await post('erasure-orders', order).expect(201);
    const own = await post('erasures', { subject: 'applicant' }, { 'X-Actor': 'clerk', 'X-Role': 'office_head' });
    expect([own.status, own.body]).toEqual([403, expect.objectContaining({ code: 'E_ERASURE_SAME_PERSON' })]);
    const key = { ...HEAD, 'Idempotency-Key': '0b0e7a52-1f3c-4d52-8a7e-2f9f5b1f4a10' };
    const erased = await post('erasures', { subject: 'applicant' }, key).expect(201);
    expect((await post('erasures', { subject: 'applicant' }, key).expect(200)).body).toEqual(erased.body);
    expect((await post('erasures', { subject: 'applicant' }, HEAD).expect(409)).body).toMatchObject({
      code: 'E_ERASED',
    });
  });

  it('is shown nowhere any more, only said to be erased; the third party is still there', async () => {
    const position = ((await server.http.get('/health/ready')).body as { position: number }).position;
    for (const route of readRoutes()) {
      const more: Record<string, string> = route.door ? { unmask: '1', purpose: 'audit', after: String(position) } : {};
      const { sung } = await look(route, more);
      // Notes of the consultation are the third party's.
      expect([route.url, sung.filter((field) => field !== 'thirdParty' && field !== 'note')]).toEqual([route.url, []]);
    }
    const url = `/api/v1/cases/${clerk.caseId}`;
    const seen = await server.http.get(url).query({ unmask: '1', purpose: 'audit' }).expect(200);
    expect(seen.body).toMatchObject({
      status: 'CLOSED',
      facts: { applicantName: '（已删除）', contact: '（已删除）', consultations: [{ party: PERSON.thirdParty }] },
    });
    const letter = await server.http.get(`${url}/letters/decision`);
    expect([letter.status, letter.body]).toEqual([
      422,
      expect.objectContaining({
        code: 'E_LETTER',
        context: expect.objectContaining({ reason: 'PERSON_ERASED' }) as object,
      }),
    ]);
    const csv = await server.http.get('/api/v1/units/privacy/ledger.csv').expect(200);
    expect(csv.text).toContain('（已删除）');
  });
});
