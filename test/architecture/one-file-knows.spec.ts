import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productFiles } from './import-rules';

const root = join(__dirname, '../..');

/** Clients that appear in one file only, so that another can take their place there (D6). */
const KNOWN_BY: Record<string, string> = {
  '@kurrent/kurrentdb-client': 'libs/event-store/src/kurrentdb/kurrent-log.ts',
};

it.each(Object.entries(KNOWN_BY))('%s is known by %s alone', (client, file) => {
  const knowing = productFiles(root).filter((each) => readFileSync(join(root, each), 'utf8').includes(client));
  expect(knowing).toEqual([file]);
});
