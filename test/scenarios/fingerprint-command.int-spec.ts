import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer, Arguments } from '../../apps/cli/src/command';
import { COMMANDS } from '../../apps/cli/src/commands';
import { Bureau } from '../support/bureau';

let bureau: Bureau;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fingerprint-'));
  bureau = await Bureau.open('U1');
  await bureau.receives('U1', '2025-03-03');
});
afterAll(async () => {
  await bureau.close();
  rmSync(folder, { recursive: true });
});

function asked(options: Record<string, string>): Promise<Answer> {
  const args: Arguments = { positionals: [], text: (name) => options[name], texts: () => [], flag: () => false };
  const silent = (): void => undefined;
  return COMMANDS.fingerprint.run({ args, ledger: bureau.ledger, note: silent, progress: silent });
}
const kept = (): string => join(folder, 'kept.json');

it('a fingerprint that was kept is held against the tables of now: the same, or not and in what', async () => {
  const first = await asked({ out: kept() });
  expect(first).toMatchObject({ refused: false, json: { position: 2, file: kept() } });
  expect(JSON.parse(readFileSync(kept(), 'utf8'))).toMatchObject({ tables: { register_case: { rows: 1 } } });

  const again = await asked({ compare: kept() });
  expect(again).toMatchObject({ refused: false, json: { differences: [] } });
  expect(again.text).toContain('相符 the same');

  await bureau.ledger.foundation.dataSource.query(`delete from read_models.register_name`);
  const changed = await asked({ compare: kept() });
  expect(changed).toMatchObject({ refused: true, json: { differences: ['register_name'] } });
  expect(changed.text).toContain('NOT the same: register_name');

  await bureau.ledger.projector.rebuild();
  expect(await asked({ compare: kept() })).toMatchObject({ refused: false });
  await bureau.receives('U1', '2025-03-04');
  const { json } = await asked({ compare: kept() });
  expect((json as { differences: string[] }).differences[0]).toBe('log');
});

it.each([
  ['is not there', undefined],
  ['is no JSON', 'nothing'],
  ['is something else', '{"position": 1}'],
])('a file that %s is no fingerprint', async (_, content) => {
  const file = join(folder, 'other.json');
  if (content !== undefined) writeFileSync(file, content);
  await expect(asked({ compare: file })).rejects.toMatchObject({ code: 'E_FINGERPRINT_FILE', field: 'compare' });
});
