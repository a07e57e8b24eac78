import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { WORKED_EXAMPLES } from './worked-examples';

// Loads the sources in a plain Node process of its own: the zone of a process is fixed when it starts.
const RUN = `
  const { transformFileSync } = require('@swc/core');
  const options = { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } };
  require.extensions['.ts'] = (module, file) => module._compile(transformFileSync(file, options).code, file);
  const { WORKED_EXAMPLES } = require(${JSON.stringify(join(__dirname, 'worked-examples'))});
  const { civilDateOf } = require(${JSON.stringify(join(__dirname, '../calendar/shanghai-day'))});
  const host = (instant) => { const at = new Date(instant); return at.getFullYear() + '-' + at.getMonth() + '-' + at.getDate(); };
  const instants = ['2025-12-31T16:30:00.000Z', '1990-07-01T15:00:00.000Z', '2025-03-09T10:30:00.000Z'];
  console.log(JSON.stringify({
    host: instants.map(host),
    days: instants.map(civilDateOf),
    examples: Object.fromEntries(WORKED_EXAMPLES.map(({ id, computed }) => [id, computed()])),
  }));
`;

interface Printed {
  host: string[];
  days: string[];
  examples: Record<string, unknown>;
}

const HOST_DAYS: Record<string, string[]> = {
  UTC: ['2025-11-31', '1990-6-1', '2025-2-9'],
  'Asia/Shanghai': ['2026-0-1', '1990-6-2', '2025-2-9'],
  'America/Los_Angeles': ['2025-11-31', '1990-6-1', '2025-2-9'],
  'Pacific/Kiritimati': ['2026-0-1', '1990-6-1', '2025-2-10'],
};

describe.each(Object.entries(HOST_DAYS))('on a machine in %s (invariant 8, F23)', (zone, hostDays) => {
  let host: string[];
  let days: string[];
  let examples: Record<string, unknown>;

  beforeAll(() => {
    const env = { ...process.env, TZ: zone, LC_ALL: 'C', NODE_OPTIONS: '' };
    const output = execFileSync(process.execPath, ['-e', RUN], { env, encoding: 'utf8', cwd: __dirname });
    ({ host, days, examples } = JSON.parse(output) as Printed);
  });

  it('the zone of the machine is really another one', () => {
    expect(host).toEqual(hostDays);
  });

  it('an instant is the same day in Shanghai', () => {
    expect(days).toEqual(['2026-01-01', '1990-07-02', '2025-03-09']);
  });

  it.each(WORKED_EXAMPLES)('$id is the same', ({ id, expected }) => {
    expect(examples[id]).toEqual(expected);
  });
});
