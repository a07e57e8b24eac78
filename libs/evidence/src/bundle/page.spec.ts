import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { abbreviated, exampleBundle } from '../../test/example-bundle';
import { sourceOf } from '../../test/audited-office';
import { cellsDigest, declaredCells } from './declaration';
import { BUNDLE_FAULT_KINDS } from './faults';
import { verifyBundle } from './verify-bundle';

const page = readFileSync(join(__dirname, '..', '..', '..', '..', 'docs', 'audit-bundle.md'), 'utf8');
const python = readFileSync(join(__dirname, '..', '..', '..', '..', 'docs', 'verify.py'), 'utf8');

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
