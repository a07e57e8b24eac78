import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { Clerk, DECISION } from './clerk';
import { runServer, type ServerUnderTest } from './running-server';

let server: ServerUnderTest;
beforeAll(async () => {
  server = await runServer();
});
afterAll(() => server.close());

/** Keeps the bytes of an answer, whatever its type. */
function binary(response: NodeJS.ReadableStream, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => done(null, Buffer.concat(chunks)));
}
const download = (path: string): Promise<Response> =>
  Promise.resolve(
    server.http
      .get(path)
      .buffer(true)
      .parse(binary as never),
  );

const CSV = [
  '登记编号,收到日期,接收渠道,申请人类型,申请人,申请内容,办结日期,办理结果代码',
  '2024-1,2024-03-04,当面,自然人,示例甲,某文件,2024-03-20,3.1',
  '2024-2,2024-12-30,当面,商业企业,示例公司,某合同,2025-01-15,3.2',
  '2024-3,2024-05-06,当面,自然人,示例乙,某清单,2024-05-01,3.1',
  '2024-4,2024-05-06,当面,自然人,示例丙,某清单,2024-05-16,不予公开',
].join('\n');

interface Imported {
  accepted: number;
  unchanged: number;
  questions: { row: number; column: string; code: string }[];
  refused: { row: number; column: string; code: string }[];
  position: number;
}

describe('a ledger file', () => {
  const ledger = '/api/v1/units/ledger/ledger';
  beforeAll(() => new Clerk(server, 'ledger').registerUnit());
  const upload = (query: object = {}) =>
    server.http.post(ledger).query(query).attach('file', Buffer.from(CSV), { filename: '台账.csv' });

  it('can be tried without writing anything', async () => {
    const body = (await upload({ dryRun: 1 }).expect(200)).body as unknown;
    expect(body).toMatchObject({ accepted: 2, dryRun: true });
    const list = await server.http.get('/api/v1/units/ledger/cases').expect(200);
    expect((list.body as { items: unknown[] }).items).toEqual([]);
  });

  it('answers row by row: taken, asked about, refused', async () => {
    const result = (await upload().expect(200)).body as Imported;
    expect(result).toMatchObject({ accepted: 2, unchanged: 0 });
    expect(result.refused).toMatchObject([{ row: 4, code: 'E_DATE_ORDER' }]);
    expect(result.questions).toMatchObject([{ row: 5, code: 'Q_RESULT' }]);
    const tables = await server.http
      .get('/api/v1/units/ledger/reports/2024/tables')
      .query({ after: result.position })
      .expect(200);
    expect(tables.body).toMatchObject({
      table3: { new_received: { total: 2 }, granted: { natural_person: 1 }, carried_out: { legal_commercial: 1 } },
    });
  });

  it('changes nothing the second time, also when sent as the bare body', async () => {
    const again = await server.http.post(ledger).set('Content-Type', 'text/csv').send(CSV).expect(200);
    expect(again.body).toMatchObject({ accepted: 0, unchanged: 2, events: 0 });
  });

  it.each([
    ['nothing', Buffer.alloc(0), 400, 'E_VALIDATION'],
    ['a zip that calls itself csv', Buffer.from('PK\u0003\u0004 no workbook'), 422, 'E_LEDGER_FILE'],
    ['a table without the columns of a ledger', Buffer.from('甲,乙\n1,2\n'), 422, 'E_LEDGER_FILE'],
  ])('refuses %s', async (_what, bytes, status, code) => {
    const answer = await server.http.post(ledger).set('Content-Type', 'application/octet-stream').send(bytes);
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([status, code]);
  });

  it('refuses a form with another field, two files, or none', async () => {
    const other = await server.http.post(ledger).attach('table', Buffer.from(CSV), { filename: 'a.csv' });
    const two = await server.http
      .post(ledger)
      .attach('file', Buffer.from(CSV), { filename: 'a.csv' })
      .attach('file', Buffer.from(CSV), { filename: 'b.csv' });
    const none = await server.http.post(ledger).field('x', '1');
    for (const answer of [other, two, none]) expect(answer.body).toMatchObject({ status: 400, code: 'E_VALIDATION' });
  });

  it('goes out again and comes in elsewhere with the same tables', async () => {
    const file = await download('/api/v1/units/ledger/ledger.csv');
    expect(file.headers['content-disposition']).toMatch(
      /^attachment; filename="ledger-ledger.csv"; filename\*=UTF-8''/,
    );
    await new Clerk(server, 'elsewhere').registerUnit();
    const body = (
      await server.http
        .post('/api/v1/units/elsewhere/ledger')
        .set('Content-Type', 'text/csv')
        .send(file.body as Buffer)
        .expect(200)
    ).body as unknown;
    const { position, accepted } = body as Imported;
    expect(accepted).toBe(2);
    for (const year of [2024, 2025]) {
      const [here, there] = await Promise.all(
        ['ledger', 'elsewhere'].map((unit) =>
          server.http.get(`/api/v1/units/${unit}/reports/${year}/tables`).query({ after: position }).expect(200),
        ),
      );
      expect((there!.body as { table3: unknown }).table3).toEqual((here!.body as { table3: unknown }).table3);
    }
  });

  it('goes out as a workbook too', async () => {
    const file = await download('/api/v1/units/ledger/ledger.xlsx?year=2024');
    expect((file.body as Buffer).subarray(0, 2).toString()).toBe('PK');
  });
});

describe('the annual report', () => {
  const report = '/api/v1/units/report/reports/2025';
  let clerk: Clerk;

  beforeAll(async () => {
    clerk = await new Clerk(server, 'report').registerUnit('某市<数据>局');
    await clerk.register();
    await clerk.does('decision', DECISION);
    await clerk.clears('2025-03-21');
    await clerk.does('dispatch', { dispatchedOn: '2025-03-21', mode: 'electronic' });
  });

  it('records figures once under one Idempotency-Key, and refuses the key for others', async () => {
    const key = randomUUID();
    const put = (value: number) =>
      server.http
        .put(`${report}/figures`)
        .set('Idempotency-Key', key)
        .send({ figures: { 't2.rules.repealed': value }, source: '示例来源', countedOn: '2026-01-05' });
    const first = await put(0).expect(200);
    const again = await put(0).expect(200);
    expect([first.headers['idempotent-replay'], again.headers['idempotent-replay']]).toEqual([undefined, 'true']);
    expect(again.body).toEqual(first.body);
    await put(1).expect(422);
  });

  it('has the figures of table 2 that were recorded, yuan as 万元', async () => {
    const figures = { 't2.normative_documents.issued': 3, 't2.administrative_fee.amount_wan_yuan': 12345 };
    const body = { figures, source: '财务系统', countedOn: '2026-01-05' };
    const receipt = (await server.http.put(`${report}/figures`).send(body).expect(200)).body as unknown;
    clerk.position = (receipt as { position: number }).position;
    const { table2 } = await clerk.tables(2025);
    expect(table2).toMatchObject({
      normative_documents: { issued: 3 },
      administrative_fee: { amount_wan_yuan: 1.2345 },
    });
  });

  it('prints the text the unit wrote, with the numbers of its cells', async () => {
    const body = { markdown: '全年予以公开{t3.granted.total}件。' };
    const receipt = (await server.http.put(`${report}/texts/s1.proactive`).send(body).expect(200)).body as unknown;
    const { position } = receipt as { position: number };
    const page = await server.http.get(`${report}/report.html?after=${position}`).expect(200);
    expect(page.text).toContain('全年予以公开1件。');
    expect(page.text).toContain('某市&lt;数据&gt;局');
  });

  it.each([
    ['docx', /wordprocessingml/, 'PK', 'attachment'],
    ['xlsx', /spreadsheetml/, 'PK', 'attachment'],
    ['html', /^text\/html/, '<!', 'inline'],
    ['json', /^application\/json/, '{', 'inline'],
  ])('comes as %s under its Chinese name', async (format, type, start, kind) => {
    const file = await download(`${report}/report.${format}`);
    expect(file.status).toBe(200);
    expect(file.headers['content-type']).toMatch(type);
    expect(file.headers['cache-control']).toBe('no-store');
    expect((file.body as Buffer).toString('latin1').toLowerCase().startsWith(start.toLowerCase())).toBe(true);
    const name = encodeURIComponent('某市<数据>局2025年政府信息公开工作年度报告');
    expect(file.headers['content-disposition']).toBe(
      `${kind}; filename="report-report-2025.${format}"; filename*=UTF-8''${name}.${format}`,
    );
  });

  it('as html may load nothing and run nothing', async () => {
    const { headers } = await server.http.get(`${report}/report.html`);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'unsafe-inline'/);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('can be had as it was known before', async () => {
    const tables = await server.http.get(`${report}/tables`).query({ asOf: '2020-01-01T08:00:00+08:00' }).expect(200);
    expect(tables.body).toMatchObject({ position: 0, table3: { new_received: { total: 0 } } });
  });
});

describe('lists', () => {
  let clerk: Clerk;
  beforeAll(async () => {
    clerk = await new Clerk(server, 'lists').registerUnit();
    for (let day = 3; day <= 7; day++) await clerk.register({ arrivedOn: `2025-03-0${day}` });
  });

  it('come page by page, each case once', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: 2, after: clerk.position, ...(cursor && { cursor }) };
      const body = (await server.http.get('/api/v1/units/lists/cases').query(query).expect(200)).body as unknown;
      const page = body as { items: { caseNo: string; applicantName: string }[]; nextCursor?: string };
      seen.push(...page.items.map(({ caseNo }) => caseNo));
      expect(page.items.every(({ applicantName }) => applicantName === '某*')).toBe(true);
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(['2025-0005', '2025-0004', '2025-0003', '2025-0002', '2025-0001']);
  });

  it('show what is due, seen from any day', async () => {
    const due = async (on: string) => {
      const body = (await server.http.get('/api/v1/units/lists/due').query({ on, after: clerk.position }).expect(200))
        .body as unknown;
      return (body as { counts: { late: number; due: number } }).counts;
    };
    expect((await due('2025-03-10')).late).toBe(0);
    expect((await due('2025-06-10')).late).toBeGreaterThan(0);
  });

  it('show every day of a deadline’s working on request', async () => {
    const body = (await clerk.see({ explain: 1 })).body as unknown;
    const { clocks } = body as { clocks: { id: string; working: { counted: boolean; rule: string }[] }[] };
    const working = clocks.find(({ id }) => id === 'C3')!.working;
    expect(working.filter(({ counted }) => counted)).toHaveLength(20);
    expect(working.every(({ rule }) => rule.length > 0)).toBe(true);
    expect((await clerk.see()).text).not.toContain('"working"');
  });
});

describe('operation', () => {
  it('is ready, with the lag of every projection', async () => {
    const body = (await server.http.get('/health/ready').expect(200)).body as unknown;
    expect(body).toMatchObject({ status: 'ready', stopped: [] });
    expect((body as { projections: unknown[] }).projections.length).toBeGreaterThanOrEqual(5);
  });

  it('has a first page that leads to every unit', async () => {
    const page = await server.http.get('/').expect(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.text).toContain('某市&lt;数据&gt;局');
    expect(page.headers['x-powered-by']).toBeUndefined();
  });

  it('lists every problem code there is', async () => {
    const body = (await server.http.get('/api/v1/problems').expect(200)).body as unknown;
    expect((body as { items: { code: string }[] }).items.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['E_STATE', 'E_EXT_TOO_LONG', 'E_STALE', 'E_KEY_REUSED']),
    );
  });
});
