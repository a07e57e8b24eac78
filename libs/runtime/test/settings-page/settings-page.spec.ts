import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SECRET_SETTINGS } from '../../src/settings/secret-files';
import { SETTINGS } from '../../src/settings/settings';
import { operationsPage, PAGE } from './settings-page';

const ROOT = join(__dirname, '..', '..', '..', '..');

/** Names that the code takes from an environment: `env['X']`, `env.X`, `{ X } = env`, or a constant `…VARIABLE = 'X'`. */
export function settingsReadIn(text: string): string[] {
  const names = [...text.matchAll(/\benv(?:\['|\.|\?\.\[')([A-Z][A-Z0-9_]*)/g)].map(([, name]) => name!);
  const constants = [...text.matchAll(/VARIABLE(?:: \w+)? = '([A-Z][A-Z0-9_]*)'/g)].map(([, name]) => name!);
  const taken = [...text.matchAll(/\{([^{}]*)\} = (?:process\.)?env\b/g)].flatMap(([, list]) =>
    [...list!.matchAll(/\b([A-Z][A-Z0-9_]+)\b/g)].map(([, name]) => name!),
  );
  return [...names, ...constants, ...taken];
}

/** Of the system, not of ours. */
const OF_THE_SYSTEM = new Set(['PATH', 'HOME', 'TMPDIR', 'TZ', 'LC_ALL', 'NODE_ENV']);

function sources(): string[] {
  return ['apps', 'libs'].flatMap((top) =>
    readdirSync(join(ROOT, top), { recursive: true, encoding: 'utf8' })
      .filter((file) => /(^|\/)src\/.*\.ts$/.test(file) && !/spec\.ts$/.test(file))
      .map((file) => readFileSync(join(ROOT, top, file), 'utf8')),
  );
}

it('every variable that the code reads is a setting, and every setting is read', () => {
  const read = new Set(
    sources()
      .flatMap(settingsReadIn)
      .filter((name) => !OF_THE_SYSTEM.has(name)),
  );
  expect([...read].sort()).toEqual(Object.keys(SETTINGS).sort());
});

it.each([
  ["const a = env['ONE_MORE'];", 'ONE_MORE'],
  ['const a = process.env.ONE_MORE;', 'ONE_MORE'],
  ['const { ONE_MORE: a } = process.env;', 'ONE_MORE'],
  ["const SOME_VARIABLE = 'ONE_MORE';", 'ONE_MORE'],
])('a variable is seen where it is read: %s', (text, name) => expect(settingsReadIn(text)).toEqual([name]));

it('what holds a secret may lie in a file', () => {
  expect(SECRET_SETTINGS.filter((name) => !(name in SETTINGS))).toEqual([]);
});

it('docs/operations.md says of the settings what the code says today (npm run docs)', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(operationsPage());
});
