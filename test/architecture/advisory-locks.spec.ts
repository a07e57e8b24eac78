import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productFiles } from './import-rules';

const root = join(__dirname, '..', '..');

/** A number that is ours: `7_3…`, seven digits. */
const NUMBER = /\b7_?3\d\d_?\d{3}\b/g;
const CALL = /pg_(?:try_)?advisory_(?:xact_)?lock/;

/** The lock numbers a file names; what takes a lock and names none takes somebody else's, or one nobody can find. */
function numbersIn(text: string): number[] {
  const found = [...text.matchAll(NUMBER)].map(([digits]) => Number(digits.replaceAll('_', '')));
  return [...new Set(found)];
}

describe('the advisory locks of the database', () => {
  const files = productFiles(root)
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
    .filter(({ text }) => CALL.test(text));

  it('are taken in the files that are known to take them', () => {
    expect(files.map(({ file }) => file).sort()).toEqual([
      'libs/event-store/src/kurrentdb/order/migrate-order.ts',
      'libs/event-store/src/postgres/migrate.ts',
      'libs/jobs/src/tables.ts',
      'libs/read-models/src/database/data-source.ts',
      'libs/read-models/src/framework/lead-lock.ts',
      'libs/runtime/src/one-at-a-time.ts',
    ]);
  });

  it.each(files)('$file names one number', ({ text }) => {
    expect(numbersIn(text)).toHaveLength(1);
  });

  it('have a number each: one process holds its own for as long as it lives, and another would wait for it', () => {
    const numbers = files.flatMap(({ text }) => numbersIn(text));
    expect(new Set(numbers).size).toBe(files.length);
  });

  it('are found in the way numbers are written here', () => {
    expect(numbersIn('const A = 7_310_002; const B = 7310003; const C = 7_310_002;')).toEqual([7310002, 7310003]);
  });
});
