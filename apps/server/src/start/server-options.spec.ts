import { serverOptions, WrongUsage } from './server-options';

const refused = (argv: string[], env: Record<string, string> = {}): string => {
  try {
    serverOptions(argv, env);
  } catch (error) {
    if (error instanceof WrongUsage) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('what the server is started with', () => {
  it('is everything in one process on loopback, port 3000, data in ./data, with the sample', () => {
    expect(serverOptions([], {})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      database: { dataDir: './data' },
      roles: ['api', 'projector', 'worker'],
      sample: true,
      allowRemote: false,
      logLevel: 'info',
      drainDelayMs: 0,
      drainLimitMs: 50_000,
    });
  });

  it('takes flags before the environment', () => {
    const options = serverOptions(['--port', '0', '--data', '/d', '--no-sample'], { PORT: '81', DATA_DIR: '/other' });
    expect(options).toMatchObject({ port: 0, database: { dataDir: '/d' }, sample: false });
  });

  it('takes a database that runs elsewhere', () => {
    expect(serverOptions([], { DATABASE_URL: 'postgres://h/d' }).database).toEqual({ databaseUrl: 'postgres://h/d' });
  });

  it('does not guess between a data folder and a database elsewhere', () => {
    expect(refused(['--data', '/d'], { DATABASE_URL: 'postgres://h/d' })).toMatch(/--data and DATABASE_URL/);
  });

  it('keeps off the network as long as there is no login, unless told that something else guards it', () => {
    expect(refused([], { HOST: '0.0.0.0' })).toMatch(/ALLOW_REMOTE=1/);
    expect(serverOptions([], { HOST: '0.0.0.0', ALLOW_REMOTE: '1' })).toMatchObject({
      host: '0.0.0.0',
      allowRemote: true,
    });
  });

  it('knows its roles and puts them in their own order', () => {
    expect(serverOptions([], { ROLES: 'projector, api' }).roles).toEqual(['api', 'projector']);
    expect(refused([], { ROLES: 'api,cook' })).toMatch(/not cook/);
  });

  it('takes its time to end in seconds', () => {
    const options = serverOptions([], { DRAIN_DELAY: '5', DRAIN_LIMIT: '20' });
    expect(options).toMatchObject({ drainDelayMs: 5_000, drainLimitMs: 20_000 });
    expect(refused([], { DRAIN_DELAY: '20', DRAIN_LIMIT: '20' })).toMatch(/more than DRAIN_DELAY/);
    expect(refused([], { DRAIN_LIMIT: '1m' })).toMatch(/DRAIN_LIMIT must be whole seconds/);
  });

  it.each([
    [['--port', '65536'], 'port'],
    [['--port', 'http'], 'port'],
    [['--prot', '1'], "Unknown option '--prot'"],
    [['serve'], 'Unexpected argument'],
  ])('refuses %j', (argv, reason) => {
    expect(refused(argv)).toContain(reason);
  });
});
