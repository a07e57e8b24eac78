import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { preProcessFile } from 'typescript';

/** Which part may import which. `apps` may import every lib; a part may always import itself. */
export const ALLOWED: Record<string, readonly string[]> = {
  disclosure: [],
  database: [],
  'event-store': [],
  evidence: ['disclosure', 'annual-report', 'event-store'],
  'official-document': [],
  'annual-report': ['disclosure', 'official-document'],
  letters: ['disclosure', 'official-document'],
  'use-cases': ['disclosure', 'event-store', 'evidence'],
  'read-models': ['disclosure', 'annual-report', 'event-store'],
  'command-forms': ['disclosure', 'annual-report', 'use-cases'],
  'ledger-file': ['disclosure', 'use-cases'],
  jobs: ['disclosure', 'event-store', 'use-cases'],
  runtime: [
    'disclosure',
    'database',
    'event-store',
    'evidence',
    'official-document',
    'annual-report',
    'letters',
    'use-cases',
    'read-models',
    'ledger-file',
    'jobs',
  ],
  'apps/server': [
    'disclosure',
    'database',
    'event-store',
    'evidence',
    'official-document',
    'annual-report',
    'letters',
    'use-cases',
    'read-models',
    'ledger-file',
    'jobs',
    'runtime',
    'command-forms',
  ],
  'apps/cli': [
    'disclosure',
    'database',
    'event-store',
    'evidence',
    'official-document',
    'annual-report',
    'letters',
    'use-cases',
    'read-models',
    'ledger-file',
    'jobs',
    'runtime',
    'command-forms',
  ],
};

/** The core imports nothing at all, not even from node. */
export const IMPORTS_NOTHING_FOREIGN: readonly string[] = ['disclosure'];

export interface Violation {
  file: string;
  imported: string;
  reason: string;
}

/** Part a file of the project belongs to, from its path relative to the root. */
export function partOf(file: string): string | undefined {
  const [top, name] = file.split(sep);
  if (top === 'libs') return name;
  if (top === 'apps') return `apps/${name}`;
  return undefined;
}

/** Violations in one file's text. */
export function violationsIn(file: string, text: string): Violation[] {
  const part = partOf(file);
  if (!part) return [];
  const allowed = ALLOWED[part];
  if (!allowed) return [{ file, imported: '', reason: `part ${part} is not in the table` }];
  return preProcessFile(text, true, true).importedFiles.flatMap(({ fileName: imported }) => {
    const reason = forbidden(file, part, allowed, imported);
    return reason ? [{ file, imported, reason }] : [];
  });
}

function forbidden(file: string, part: string, allowed: readonly string[], imported: string): string | undefined {
  if (imported.startsWith('@app/')) {
    const [, lib, deeper] = imported.split('/');
    if (deeper !== undefined) return 'a lib is entered through its index';
    if (lib !== part && !allowed.includes(lib!)) return `${part} may not import ${lib}`;
    return undefined;
  }
  if (imported.startsWith('.')) {
    const target = partOf(join(file, '..', imported));
    return target === part ? undefined : 'a relative import leaves its part';
  }
  return IMPORTS_NOTHING_FOREIGN.includes(part) ? `${part} imports nothing foreign` : undefined;
}

const isSpec = (file: string): boolean =>
  /\.(spec|int-spec|e2e-spec)\.ts$/.test(file) || /^(apps|libs)[\\/][^\\/]+[\\/]test[\\/]/.test(file);

/** All TypeScript files below apps and libs, specs left out (they may use test/support and jest). */
export function productFiles(root: string): string[] {
  return ['apps', 'libs'].flatMap((top) =>
    readdirSync(join(root, top), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
      .filter((file) => !isSpec(file)),
  );
}

export function violations(root: string): Violation[] {
  return productFiles(root).flatMap((file) => violationsIn(file, readFileSync(join(root, file), 'utf8')));
}
