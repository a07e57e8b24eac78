import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { openJobTables, runJob } from '@app/jobs';
import { Projector } from '@app/read-models';
import { jobPorts } from '@app/runtime';
import { silentLog, type ServerLog } from '../src/http/server-log';
import { loadSample } from '../src/sample/load-sample';
import { Clerk } from './clerk';
import { runServer, type ServerUnderTest } from './running-server';

interface Ready {
  status: string;
  queue?: { state: string; counts?: Record<string, number> };
}

const ready = async ({ http }: ServerUnderTest) => (await http.get('/health/ready').expect(200)).body as Ready;

describe('the queue', () => {
  it('is shown where a worker works, and only there', async () => {
    const [all, without] = [await runServer(), await runServer({ roles: ['api', 'projector'] })];
    try {
      expect(await ready(without)).not.toHaveProperty('queue');
      let seen = await ready(all);
      // Ready before its queue is, and then with it.
      while (seen.queue?.state !== 'up') seen = await ready(all);
      expect(seen).toMatchObject({ status: 'ready', queue: { state: 'up', counts: { failed: 0 } } });
    } finally {
      await all.close();
      await without.close();
    }
  });
});

describe('the sample bureau', () => {
  it('looks the same after a sweep: none of its cases is open', async () => {
    const server = await runServer({ roles: ['api', 'projector'] });
    const { app, foundation } = server;
    const pool = await openJobTables(foundation.database.connectionString);
    try {
      const [commands, queries] = [app.get(CommandBus, { strict: false }), app.get(QueryBus, { strict: false })];
      await loadSample({ commands, queries });
      const { position } = await foundation.store.head();
      const projector = app.get(Projector, { strict: false });
      const ports = jobPorts({ commands, queries, projector, write: foundation.write });
      const { on } = ports.now();
      expect(await runJob({ name: 'sweep', data: { on } }, { pool, ports })).toMatchObject({ lapsed: 0, failed: [] });
      expect((await foundation.store.head()).position).toBe(position);
    } finally {
      await pool.end();
      await server.close();
    }
  });
});

describe('a worker', () => {
  it('alone starts, answers for its health and ends, with nobody to keep the read models', async () => {
    const lines: string[] = [];
    const log: ServerLog = { ...silentLog, info: (line) => lines.push(line) };
    const server = await runServer({ roles: ['worker'], log });
    await server.http.get('/health/live').expect(200);
    await server.http.get('/api/v1/units').expect(404);
    await server.close();
    for (const line of lines) expect(line).toMatch(/^jobs: [A-Za-z]+$/);
  });

  it('does not keep a server from taking commands when its queue is not there (F29)', async () => {
    const before = process.env['REDIS_URL'];
    // Port 1 answers nobody.
    process.env['REDIS_URL'] = 'redis://127.0.0.1:1';
    try {
      const server = await runServer();
      const clerk = await new Clerk(server, 'alone').registerUnit();
      expect((await clerk.register()).status).toBe(201);
      expect(await ready(server)).toMatchObject({ status: 'ready', queue: { state: 'down' } });
      await server.close();
    } finally {
      if (before === undefined) delete process.env['REDIS_URL'];
      else process.env['REDIS_URL'] = before;
    }
  });
});
