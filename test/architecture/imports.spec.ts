import { join } from 'node:path';
import { ALLOWED, partOf, productFiles, violations, violationsIn } from './import-rules';

const root = join(__dirname, '..', '..');

describe('the direction of imports', () => {
  it('holds in every product file', () => {
    expect(violations(root)).toEqual([]);
  });

  it('was checked on files of every part of the table', () => {
    const parts = new Set(productFiles(root).map(partOf));
    expect([...parts].sort()).toEqual(Object.keys(ALLOWED).sort());
  });

  const planted: [string, string, string][] = [
    ['libs/disclosure/src/case/decide.ts', "import { Pool } from 'pg';", 'disclosure imports nothing foreign'],
    [
      'libs/disclosure/src/case/decide.ts',
      "import { createHash } from 'node:crypto';",
      'disclosure imports nothing foreign',
    ],
    [
      'libs/use-cases/src/act.ts',
      "import {\n  SearchCases,\n} from '@app/read-models';",
      'use-cases may not import read-models',
    ],
    ['libs/read-models/src/x.ts', "export * from '@app/use-cases';", 'read-models may not import use-cases'],
    [
      'libs/event-store/src/x.ts',
      "import type { CaseEvent } from '@app/disclosure';",
      'event-store may not import disclosure',
    ],
    ['libs/event-store/src/x.ts', "const x = require('@app/disclosure');", 'event-store may not import disclosure'],
    [
      'apps/cli/src/x.ts',
      "import { fold } from '@app/disclosure/src/case/fold';",
      'a lib is entered through its index',
    ],
    [
      'libs/annual-report/src/x.ts',
      "import { a } from '../../disclosure/src/index';",
      'a relative import leaves its part',
    ],
    ['libs/brand-new/src/x.ts', '', 'part brand-new is not in the table'],
  ];
  it.each(planted)('is refused when planted: %s %s', (file, text, reason) => {
    expect(violationsIn(file, text).map((violation) => violation.reason)).toEqual([reason]);
  });

  it('allows what the table allows', () => {
    expect(violationsIn('libs/annual-report/src/x.ts', "import { RESULT_CODES } from '@app/disclosure';")).toEqual([]);
  });
});
