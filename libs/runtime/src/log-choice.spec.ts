import { logChoice } from './log-choice';

const beside = 'postgres://ledger@127.0.0.1/ledger';

describe('the place of the log', () => {
  it.each([{}, { KURRENTDB_URL: '' }, { KURRENTDB_URL: ' ' }, { KURRENTDB_PREFIX: 'a' }])(
    'is the PostgreSQL of the rest when no KurrentDB is named: %j',
    (env) => expect(logChoice(env, beside)).toEqual({ kind: 'postgres', connectionString: beside }),
  );

  it.each([
    'kurrentdb://127.0.0.1:2113?tls=false',
    'kurrentdb+discover://ops:geheim@cluster.example:2113?tlsCAFile=/etc/ca.crt',
    'kdb://a,b,c',
  ])('is the KurrentDB that is named: %s', (kurrentUrl) =>
    expect(logChoice({ KURRENTDB_URL: ` ${kurrentUrl}\n` }, beside)).toEqual({
      ...{ kind: 'kurrentdb', kurrentUrl, prefix: 'ledger/', connectionString: beside },
    }),
  );

  it.each([
    ['bureau-a', 'bureau-a/'],
    ['bureau-a/', 'bureau-a/'],
  ])('has the prefix of its streams from the environment too: %s', (KURRENTDB_PREFIX, prefix) =>
    expect(logChoice({ KURRENTDB_URL: 'kurrentdb://a', KURRENTDB_PREFIX }, beside)).toMatchObject({ prefix }),
  );

  it.each(['postgres://u:geheim@a/b', 'kurrentdb://', 'a:2113', 'esdb://a:2113'])(
    'is refused where the address is none of a KurrentDB, without quoting it: %s',
    (KURRENTDB_URL) => {
      const choosing = () => logChoice({ KURRENTDB_URL }, beside);
      expect(choosing).toThrow(expect.objectContaining({ name: 'OrderRefused', code: 'URL' }) as Error);
      expect(choosing).not.toThrow('geheim');
    },
  );
});
