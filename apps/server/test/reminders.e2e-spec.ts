import { openJobTables, runJob, type JobPorts } from '@app/jobs';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { Projector } from '@app/read-models';
import { jobPorts } from '@app/runtime';
import { Clerk } from './clerk';
import { runServer, type ServerUnderTest } from './running-server';

/** 00:30 of 21 February 2025 in Shanghai. */
const INSTANT = '2025-02-20T16:30:00Z';

let server: ServerUnderTest;
let clerk: Clerk;

beforeAll(async () => {
  // Without the worker: it would sweep as of today.
  server = await runServer({ roles: ['api', 'projector'] });
  clerk = await new Clerk(server, 'reminded').registerUnit();
  await new Clerk(server, 'other').registerUnit();
  await clerk.register({ arrivedOn: '2025-01-20' }); // X08: C3 2025-02-21
});
afterAll(() => server.close());

/** As the worker does. */
async function work(changes: Partial<JobPorts> = {}): Promise<void> {
  const { app, foundation } = server;
  const of = { strict: false };
  const pool = await openJobTables(foundation.database.connectionString);
  const ports = {
    ...jobPorts({
      commands: app.get(CommandBus, of),
      queries: app.get(QueryBus, of),
      projector: app.get(Projector, of),
      write: foundation.write,
      instant: () => INSTANT,
    }),
    ...changes,
  };
  try {
    await runJob({ name: 'sweep', data: { on: '2025-02-21' } }, { pool, ports });
    await runJob({ name: 'draft', data: { unit: 'reminded', year: 2024, on: '2025-02-21' } }, { pool, ports });
  } finally {
    await pool.end();
  }
}

const list = async (path: string) =>
  ((await server.http.get(`/api/v1/units/${path}`).expect(200)).body as { items: Record<string, unknown>[] }).items;

describe('what the jobs found', () => {
  it('is nothing before they ran', async () => {
    expect(await list('reminded/reminders')).toEqual([]);
    expect(await list('reminded/reports/drafts')).toEqual([]);
  });

  it('is a list of what broke off, with the name of its error and nothing else that was said', async () => {
    const unfinished = async () => (await server.http.get('/api/v1/jobs/unfinished').expect(200)).body as unknown;
    expect(await unfinished()).toEqual({ items: [] });
    const broken = { openClocks: () => Promise.reject(new RangeError('张三 cannot be read')) };
    await expect(work(broken)).rejects.toThrow(RangeError);
    expect(await unfinished()).toEqual({
      items: [
        {
          jobId: 'sweep:2025-02-21',
          tries: 1,
          endedAt: expect.stringMatching(/Z$/) as unknown,
          againAt: expect.stringMatching(/Z$/) as unknown,
          result: { error: 'RangeError' },
        },
      ],
    });
    await work();
    expect(await unfinished()).toEqual({ items: [] });
  });

  it('are the reminders of the unit, soonest first', async () => {
    await work();
    const { caseId } = clerk;
    expect(await list('reminded/reminders')).toEqual([
      {
        unit: 'reminded',
        caseId: null,
        caseNo: null,
        clock: 'C12',
        subject: '2024',
        kind: 'late',
        dueOn: '2025-01-31',
        firstSeen: '2025-02-21',
        lastSeen: '2025-02-21',
      },
      expect.objectContaining({ caseId, caseNo: '2025-0001', clock: 'C1', subject: null, kind: 'late' }),
      expect.objectContaining({ caseId, clock: 'C3', kind: 'due_today', dueOn: '2025-02-21' }),
    ]);
    expect((await list('other/reminders')).map(({ unit, clock }) => [unit, clock])).toEqual([['other', 'C12']]);
  });

  it('are the drafts of the unit, with the checks that they fail', async () => {
    expect(await list('reminded/reports/drafts')).toEqual([
      {
        unit: 'reminded',
        year: 2024,
        madeOn: '2025-02-21',
        position: clerk.position,
        failed: expect.arrayContaining([expect.stringMatching(/^[KC]-\d\d$/)]) as unknown,
        madeAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as unknown,
      },
    ]);
    expect(await list('other/reports/drafts')).toEqual([]);
  });

  it.each(['reminders', 'reports/drafts'])('is refused of a unit that is not there: %s', async (path) => {
    await server.http.get(`/api/v1/units/nobody/${path}`).expect(404);
    await server.http.get(`/api/v1/units/${'x'.repeat(300)}/${path}`).expect(400);
  });
});
