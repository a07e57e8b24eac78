import { silentLog, type ServerLog } from '../../src/http/server-log';
import { openTracing, type Tracing } from '../../src/tracing/tracing';
import { APPLICATION, Clerk } from '../clerk';
import { runServer, type ServerUnderTest } from '../running-server';
import { canaries } from './canaries';
import { otlpReceiver, type ReceivedSpan } from './otlp-receiver';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';

describe('the spans of one command over HTTP', () => {
  const lines: Parameters<ServerLog['request']>[0][] = [];
  const log: ServerLog = { ...silentLog, request: (line) => lines.push(line) };
  let receiver: Awaited<ReturnType<typeof otlpReceiver>>;
  let tracing: Tracing;
  let server: ServerUnderTest;
  let clerk: Clerk;
  beforeAll(async () => {
    receiver = await otlpReceiver();
    tracing = openTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint });
    server = await runServer({ roles: ['api', 'projector'], log, tracing });
    clerk = await new Clerk(server, canaries.unit).registerUnit();
  });
  afterAll(async () => {
    await server.close();
    await tracing.close();
    receiver.close();
  });

  const register = (trace: string, caller: string) =>
    server.http
      .post(`/api/v1/units/${canaries.unit}/cases`)
      .set({ traceparent: `00-${trace}-${caller}-01`, baggage: `who=${encodeURIComponent(canaries.name)}` })
      .send({ ...APPLICATION, applicantName: canaries.name, infoDescription: canaries.text });
  const of = (trace: string, name: RegExp): ReceivedSpan[] =>
    receiver.spans.filter((span) => span.traceId === trace && name.test(span.name));

  it('go on with the caller’s trace: request, command, append, each below the other', async () => {
    const answer = await register(TRACE, CALLER).expect(201);
    const { position } = answer.body as { position: number };
    await receiver.until(() => of(TRACE, /^POST/).length > 0);
    const [request, command] = [of(TRACE, /^POST/)[0]!, of(TRACE, /^command$/)[0]!];
    const append = of(TRACE, /^append$/).find(({ attributes }) => Number(attributes['ledger.position']) === position)!;
    expect(request).toMatchObject({ name: 'POST /api/v1/units/:unit/cases', parentSpanId: CALLER });
    expect(request.attributes).toMatchObject({ 'http.route': '/api/v1/units/:unit/cases' });
    expect(Number(request.attributes['http.response.status_code'])).toBe(201);
    expect(command).toMatchObject({
      parentSpanId: request.spanId,
      attributes: { 'ledger.command': 'RegisterApplication' },
    });
    expect(append.parentSpanId).toBe(command.spanId);
    expect(append.attributes).toMatchObject({ 'ledger.stream.kind': 'case', 'ledger.outcome': 'appended' });
    expect(lines.find(({ trace }) => trace === TRACE)).toMatchObject({ method: 'POST', status: 201 });
  });

  it('stay with their own request where appends go into the database together', async () => {
    const traces = Array.from({ length: 12 }, (_, index) => (index + 1).toString(16).padStart(32, 'a'));
    const answers = await Promise.all(traces.map((trace) => register(trace, CALLER)));
    await receiver.until(() => traces.every((trace) => of(trace, /^POST/).length > 0));
    for (const [index, trace] of traces.entries()) {
      const { position } = answers[index]!.body as { position: number };
      const appends = of(trace, /^append$/).filter(({ attributes }) => attributes['ledger.outcome'] === 'appended');
      expect(appends.map(({ attributes }) => Number(attributes['ledger.position']))).toEqual([position]);
    }
  });

  it('say with which code a command was refused', async () => {
    await clerk.register();
    const trace = 'c'.repeat(32);
    const headers = { traceparent: `00-${trace}-${CALLER}-01` };
    expect((await clerk.act('dispatch', { dispatchedOn: '2025-03-24', mode: 'china_post' }, headers)).status).toBe(409);
    await receiver.until(() => of(trace, /^POST/).length > 0);
    expect(of(trace, /^command$/).map(({ attributes }) => attributes['ledger.refused'])).toEqual(['E_STATE']);
    expect(of(trace, /^append$/)).toEqual([]);
  });

  it('tell of batches of the projections, and nothing of any of them names a person, a case or a unit', async () => {
    await receiver.until((spans) => spans.some(({ name }) => name === 'projection batch'));
    const told = receiver.text();
    expect(told).toContain('RegisterApplication');
    for (const secret of [...Object.values(canaries), encodeURIComponent(canaries.name), clerk.caseId]) {
      expect(told).not.toContain(secret);
    }
  });
});
