import { once } from 'node:events';
import { request, Agent, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { LeadLock } from '../../../../libs/read-models/src/framework/lead-lock';
import { runServer, type ServerUnderTest } from '../../test/running-server';
import { Draining } from '../health/draining';
import { drain } from './drain';

describe('a process that ends', () => {
  let server: ServerUnderTest;
  const agent = new Agent({ keepAlive: true });
  beforeEach(async () => (server = await runServer({ roles: ['api', 'projector'] })));
  afterEach(() => server.close());
  afterAll(() => agent.destroy());

  /** Over a connection that is kept for more. */
  async function ask(path: string): Promise<IncomingMessage> {
    const asked = request(`${server.url}${path}`, { agent }).end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    answer.resume();
    await once(answer, 'end');
    return answer;
  }

  const draining = () => server.app.get(Draining, { strict: false });
  const refusal = () =>
    fetch(`${server.url}/health/live`).then(
      ({ status }) => `answered ${status}`,
      (error: { cause?: { code?: string } }) => error.cause?.code,
    );

  it('says that it is not ready while it still answers, and keeps no connection for more', async () => {
    expect((await ask('/health/ready')).headers.connection).toBe('keep-alive');
    draining().begin();
    await server.http
      .get('/health/ready')
      .expect(503)
      .expect(/"status":"draining"/);
    const answer = await ask('/api/v1/units');
    expect([answer.statusCode, answer.headers.connection]).toEqual([200, 'close']);
  });

  it('answers what it was asked, accepts nobody new meanwhile, and gives the lock up', async () => {
    const { connectionString } = server.foundation.database;
    const take = () => LeadLock.tryTake(connectionString, () => undefined);
    // Waits for a position that never comes, as long as a question may (F20).
    const asked = ask('/api/v1/units?after=999999');
    while (draining().isQuiet) await new Promise(setImmediate);
    const ended = drain(server.app, 0);
    expect(await refusal()).toBe('ECONNREFUSED');
    expect(draining().isQuiet).toBe(false);
    expect(await take()).toBeUndefined();

    const answer = await asked;
    expect([answer.statusCode, answer.headers.connection]).toEqual([202, 'close']);
    await ended;
    const lock = await take();
    expect(lock).toBeDefined();
    await lock?.release();
  });

  it('is not held up by a connection on which nobody asks', async () => {
    const silent = connect(Number(new URL(server.url).port), '127.0.0.1');
    await once(silent, 'connect');
    await ask('/health/live');
    const cut = once(silent, 'close');
    await drain(server.app, 0);
    await cut;
  });
});
