import { Projector } from '@app/read-models';
import { canaries } from './canaries';
import { METRICS } from '../../src/metrics/metric-table';
import { Clerk } from '../clerk';
import { runServer, type ServerUnderTest } from '../running-server';
import { figuresIn, namesIn, type Figures } from './figures';

const text = async ({ http }: ServerUnderTest): Promise<string> => (await http.get('/metrics').expect(200)).text;
const scrape = async (server: ServerUnderTest): Promise<Figures> => figuresIn(await text(server));
const at = (figures: Figures, series: string): number | undefined => figures.get(series);

describe('GET /metrics', () => {
  let server: ServerUnderTest;
  let clerk: Clerk;
  beforeAll(async () => {
    server = await runServer({ roles: ['api'] });
    clerk = await new Clerk(server, canaries.unit).registerUnit();
  });
  afterAll(() => server.close());

  it('is in the text format of Prometheus, with every metric of the table and no other of ours', async () => {
    const answer = await server.http.get('/metrics').expect(200);
    expect(answer.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    const ours = namesIn(answer.text).filter((name) => name.startsWith('ledger_'));
    expect(ours.sort()).toEqual(Object.keys(METRICS).sort());
  });

  it('counts a command that was refused by its code, and appends nothing', async () => {
    await clerk.register();
    const before = await scrape(server);
    expect((await clerk.act('dispatch', { dispatchedOn: '2025-03-24', mode: 'china_post' })).status).toBe(409);
    const after = await scrape(server);
    for (const series of [
      'ledger_problems_total{code="E_STATE"}',
      'ledger_rejections_total{code="E_STATE"}',
      'ledger_http_request_seconds_count{method="POST",route="/api/v1/cases/:caseId/dispatch",status="4xx"}',
    ]) {
      expect([series, (at(after, series) ?? 0) - (at(before, series) ?? 0)]).toEqual([series, 1]);
    }
    const appended = 'ledger_append_seconds_count{outcome="appended"}';
    expect(at(after, appended)).toBe(at(before, appended));
  });

  it('measures an accepted command, and the views fall behind until somebody projects', async () => {
    const before = await scrape(server);
    await clerk.register();
    const behind = await scrape(server);
    const moved = (series: string) => (at(behind, series) ?? 0) - (at(before, series) ?? 0);
    expect(moved('ledger_append_seconds_count{outcome="appended"}')).toBe(1);
    expect(moved('ledger_append_events_count')).toBe(1);
    expect(moved('ledger_commands_total{command="RegisterApplication",outcome="done"}')).toBe(1);
    const { position } = await server.foundation.store.head();
    expect(at(behind, 'ledger_log_head_position')).toBe(position);
    expect(at(behind, 'ledger_unsealed_events')).toBe(position);
    const lag = 'ledger_projection_lag_events{projection="case-register"}';
    const age = 'ledger_projection_lag_seconds{projection="case-register"}';
    expect(at(behind, lag)).toBe(position);
    expect(at(behind, age)).toBeGreaterThan(0);
    expect(at(behind, 'ledger_projector_leader')).toBe(0);

    await server.app.get(Projector, { strict: false }).catchUp();
    const caughtUp = await scrape(server);
    expect([at(caughtUp, lag), at(caughtUp, age)]).toEqual([0, 0]);
    expect(at(caughtUp, 'ledger_projection_position{projection="case-register"}')).toBe(position);
    const batches = 'ledger_projection_batch_seconds_count{projection="case-register"}';
    expect(at(caughtUp, batches)).toBeGreaterThan(0);
    expect(at(behind, batches)).toBeUndefined();
    expect(at(caughtUp, 'ledger_ready')).toBe(1);
  });

  it('names no person, no case and no unit, whatever was asked for', async () => {
    await clerk.register({ applicantName: canaries.name, infoDescription: canaries.text });
    await server.http.get(`/api/v1/cases/${clerk.caseId}`).query({ [canaries.name]: canaries.name });
    await server.http.get(`/${encodeURIComponent(canaries.name)}`);
    const told = await text(server);
    for (const secret of [...Object.values(canaries), encodeURIComponent(canaries.name), clerk.caseId]) {
      expect(told).not.toContain(secret);
    }
  });
});

describe('the figures of a process by its role', () => {
  it('a projector alone tells that it leads, a worker alone what is in its queue', async () => {
    const projector = await runServer({ roles: ['projector'] });
    expect(at(await scrape(projector), 'ledger_projector_leader')).toBe(1);
    expect(at(await scrape(projector), 'ledger_queue_up')).toBeUndefined();
    await projector.close();

    const worker = await runServer({ roles: ['worker'] });
    let figures = await scrape(worker);
    while (at(figures, 'ledger_queue_up') !== 1) figures = await scrape(worker);
    expect(at(figures, 'ledger_queue_jobs{kind="sweep",state="failed"}')).toBe(0);
    expect(at(figures, 'ledger_jobs_unfinished{kind="seal"}')).toBeDefined();
    await worker.close();
  });
});
