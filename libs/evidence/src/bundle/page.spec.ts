import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { abbreviated, exampleBundle } from '../../test/example-bundle';
import { sourceOf } from '../../test/audited-office';
import { cellsDigest, declaredCells } from './declaration';
import { FAULT_KINDS } from '../fault-kinds';
import { PROOF_FAULT_KINDS } from '../proof';
import { BUNDLE_FAULT_KINDS } from './faults';
import { verifyBundle } from './verify-bundle';

const docs = (file: string): string => readFileSync(join(__dirname, '..', '..', '..', '..', 'docs', file), 'utf8');
const script = docs('verify.py');
/** What the second verifier has of bundles; logs and proofs come after it. */
const python = script.slice(0, script.indexOf('# --- A log as it was found'));
const [ofLogs, ofProofs] = script.slice(python.length).split('# --- The proof of a cell') as [string, string];

const page = docs('audit-bundle.md');

/** What the format's page says is what the product does. */
describe('docs/audit-bundle.md', () => {
  it('shows the example as it is written, and what it counts to', async () => {
    const lines = await exampleBundle();
    expect(page).toContain(`\`\`\`jsonl\n${lines.map(abbreviated).join('')}\`\`\`\n`);
    const { ok, cells } = await verifyBundle(sourceOf(lines.join('')));
    expect(ok).toBe(true);
    const filled = Object.entries(cells!).filter(([, value]) => value !== 0);
    expect(page).toContain(`\`\`\`\n${filled.map(([cell, value]) => `${cell} ${value}\n`).join('')}\`\`\`\n`);
  });

  it('names the digest of the cells, as the second verifier does', () => {
    const digest = cellsDigest(declaredCells());
    expect(page).toContain(`\`\`\`\n${digest}\n\`\`\`\n`);
    expect(python).toContain(`DECLARED = "${digest}"`);
  });

  it('names every fault, and so does the second verifier', () => {
    for (const kind of Object.keys(BUNDLE_FAULT_KINDS)) {
      // Those of a log alone are in no bundle.
      if (!python.includes(`"${kind}"`)) continue;
      expect(page).toContain(`\`${kind}\``);
    }
    const named = [...page.matchAll(/`([A-Z]+_[A-Z_]+|UNSEALED)`/g)].map(([, kind]) => kind!);
    for (const kind of named) {
      expect(Object.keys(BUNDLE_FAULT_KINDS)).toContain(kind);
      expect(python).toContain(`"${kind}"`);
    }
  });
});

it.each([
  ['log-export.md', FAULT_KINDS, () => ofLogs],
  ['cell-proof.md', PROOF_FAULT_KINDS, () => ofProofs],
])('docs/%s names every fault, and so does the second verifier', (file, kinds, part) => {
  for (const kind of Object.keys(kinds)) {
    expect(docs(file)).toContain(`\`${kind}\``);
    const [of, what] = kind.split('_') as [string, string];
    const named = [`"${kind}"`, `{kind}_${what}"`].some((each) => part().includes(each));
    expect({ kind, of, named }).toEqual({ kind, of, named: true });
  }
});
