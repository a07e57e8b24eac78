import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import supertest from 'supertest';
import { silentLog } from '../src/http/server-log';
import { SAMPLE_UNIT } from '../src/sample/sample-data';
import { needsSample } from '../src/sample/load-sample';
import { serverOptions } from '../src/start/server-options';
import { CannotListen, startServer, type RunningServer } from '../src/start/start-server';
import { runServer } from './running-server';

// A first start makes a cluster and syncs it to disk.
jest.setTimeout(180_000);

let dataDir: string;
const running: RunningServer[] = [];

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'disclosure-ledger-start-'));
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});
afterAll(() => {
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

/** Starts as `npm start` does, in the data folder of this spec; answers what it printed. */
async function start(...argv: string[]): Promise<{ server: RunningServer; printed: string }> {
  const said: string[] = [];
  const options = serverOptions(['--port', '0', '--data', dataDir, ...argv], {});
  const server = await startServer(options, { log: silentLog, say: (text) => said.push(text) });
  running.push(server);
  return { server, printed: said.join('\n') };
}

interface Tables {
  table3: Record<string, Record<string, number>>;
  table4: Record<string, Record<string, number>>;
  checks: { id: string; level: string; ok: boolean }[];
}

describe('a start in an empty data folder', () => {
  it('loads the sample bureau, prints its table 3 and where to look', async () => {
    const { server, printed } = await start();
    expect(printed).toContain('示例市数据服务局（示例）');
    expect(printed).toMatch(/一、本年新收政府信息公开申请数量 .* 21\n/);
    expect(printed).toContain('全部通过');
    expect(printed).toContain(`${server.url}/docs`);
    const page = await supertest(server.url).get('/').expect(200);
    expect(page.text).toContain(SAMPLE_UNIT.name);
  });

  it('shows the same register at the next start, without loading anything again', async () => {
    const { server, printed } = await start();
    expect(printed).not.toContain('示例');
    for (const year of [2024, 2025]) {
      const path = `/api/v1/units/${SAMPLE_UNIT.unit}/reports/${year}/tables`;
      const { checks, table3 } = (await supertest(server.url).get(path).expect(200)).body as Tables;
      expect(checks.filter(({ ok }) => !ok)).toEqual([]);
      expect(table3['carried_out']!['total']).toBeGreaterThan(0);
    }
  });

  it('says which port is taken, and leaves the data folder to the next start', async () => {
    const taken = createTcpServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as AddressInfo;
    const attempt = start('--port', String(port));
    await expect(attempt).rejects.toThrow(CannotListen);
    await expect(attempt).rejects.toThrow(`port ${port} is in use; choose another with --port N`);
    await new Promise((resolve) => taken.close(resolve));
    await start('--port', '0');
  });
});

describe('the sample', () => {
  it('does not come where it was declined', async () => {
    const other = mkdtempSync(join(tmpdir(), 'disclosure-ledger-start-'));
    try {
      const { server, printed } = await start('--no-sample', '--data', other);
      expect(printed).not.toContain('示例');
      const units = await supertest(server.url).get('/api/v1/units').expect(200);
      expect(units.body).toMatchObject({ items: [] });
    } finally {
      for (const server of running.splice(0)) await server.close();
      rmSync(other, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    }
  });

  it('never goes into a database that somebody named', async () => {
    const server = await runServer();
    expect(await needsSample(server.foundation)).toBe(false);
    await server.close();
  });

  it('is taken up again when loading was cut off, and left alone once complete', async () => {
    const server = await runServer();
    const embedded = { store: server.foundation.store, database: { embedded: true } };
    expect(await needsSample(embedded)).toBe(true);
    await supertest(server.url)
      .post('/api/v1/units')
      .set('X-Role', 'admin')
      .send({ unit: SAMPLE_UNIT.unit, name: 'x' })
      .expect(201);
    expect(await needsSample(embedded)).toBe(true);
    await server.close();
  });
});

describe('a process with fewer roles', () => {
  it('answers for its health but not for the register', async () => {
    const server = await runServer({ roles: ['projector'] });
    await supertest(server.url).get('/health/live').expect(200);
    await supertest(server.url).get('/api/v1/units').expect(404);
    await server.close();
  });

  it('takes commands without projecting them, and says that the read side is not there yet', async () => {
    const server = await runServer({ roles: ['api'] });
    const body = (
      await supertest(server.url)
        .post('/api/v1/units')
        .set('X-Role', 'admin')
        .send({ unit: 'u', name: 'x' })
        .expect(201)
    ).body as unknown;
    const after = (body as { position: number }).position;
    await supertest(server.url).get('/api/v1/units').query({ after }).expect(202);
    await server.close();
  });
});
