import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyProof, type CellProof, type ProofReport } from '@app/evidence';
import { randomFrom } from '../../../libs/evidence/test/eventful-years';
import { sayWhetherBothAreAsked } from '../bundle-tampering/python';
import { PythonVerifier, type Verdict } from '../bundle-tampering/python-verifier';
import { PROOF_ATTACKS } from './attacks';
import { provenOffice, type ProvenOffice } from './proofs';

jest.setTimeout(3_600_000);

const TAMPERED = Number(process.env['PROOF_TAMPERINGS'] ?? 60);
const SEED = Number(process.env['PROOF_SEED'] ?? Math.floor(Math.random() * 1e9));

/**
 * Members that nothing is claimed of: how the cell is called, and keys beside those that are known from elsewhere. By its
 * `format` the second verifier knows what a file is; one that says something else is judged as that.
 */
const UNBOUND = /^(label|keys|format)/;

const agreedOn = ({ ok, faults, members }: (Verdict | ProofReport) & { members?: unknown }) => ({
  ok,
  members,
  faults: (faults as Verdict['faults'])
    .map(({ kind, stream, revision, position, seal }) => JSON.stringify({ kind, stream, revision, position, seal }))
    .sort(),
});

sayWhetherBothAreAsked();

describe(`proofs of a cell and both verifiers (PROOF_SEED=${SEED})`, () => {
  let folder: string;
  let python: PythonVerifier | undefined;
  let proven: ProvenOffice;
  let asked = 0;
  beforeAll(async () => {
    python = PythonVerifier.start();
    folder = await mkdtemp(join(tmpdir(), 'proof-'));
    proven = await provenOffice();
  });
  afterAll(async () => {
    python?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** The verdict of both; where they differ, the test ends. */
  async function judged(what: string, content: string): Promise<ProofReport> {
    const { key } = proven.office;
    const ours = verifyProof(content, { trusted: [key] });
    const file = join(folder, 'proof.json');
    await writeFile(file, content);
    const theirs = await python?.verify(file, [key.raw]);
    if (theirs) asked++;
    expect({ what, ...agreedOn(theirs ?? ours) }).toEqual({ what, ...agreedOn(ours) });
    return ours;
  }

  it('hold as they were made, hidden, by header and opened with what moved a case', async () => {
    for (const [name, proof] of Object.entries(proven.proofs)) {
      expect({ name, ...(await judged(name, JSON.stringify(proof, null, 1))) }).toMatchObject({ name, ok: true });
    }
    const moved = Object.values(proven.proofs).flatMap(({ members }) => members.filter((each) => each.moved));
    expect(moved.map((each) => each.moved!.map(({ header }) => header.type))).toEqual([
      ['EntryCorrected'],
      ['ReportFrozen'],
    ]);
  });

  it.each(PROOF_ATTACKS)('$what: named by both', async ({ what, by, does }) => {
    const all = Object.values(proven.proofs);
    const tampered = all.flatMap((proof) => does(proof, all, proven.office.key) ?? []);
    expect(tampered.length).toBeGreaterThan(0);
    for (const proof of tampered) {
      const { ok, faults } = await judged(what, JSON.stringify(proof));
      expect({ ok, named: faults.some(({ kind }) => by.includes(kind)), faults }).toMatchObject({
        ok: false,
        named: true,
      });
    }
  });

  it(`and each of ${TAMPERED} proofs of which one value or character was changed does not hold`, async () => {
    const random = randomFrom(SEED);
    const all = Object.values(proven.proofs);
    const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
    for (let n = 0; n < TAMPERED; n++) {
      const proof = structuredClone(pick(all));
      const place = pick(valuesIn(proof).filter(({ path }) => !UNBOUND.test(path)));
      place.holder[place.name] = changed(place.holder[place.name], random);
      const { ok } = await judged(place.path, JSON.stringify(proof));
      expect({ changed: place.path, ok }).toEqual({ changed: place.path, ok: false });
    }
    const figures = { seed: SEED, tamperings: TAMPERED, judgedByBoth: asked };
    process.stderr.write(`${JSON.stringify(figures)}\n`);
  });
});

interface Place {
  path: string;
  holder: Record<string, unknown>;
  name: string;
}

/** Every text and number of a document with where it stands. */
function valuesIn(value: CellProof): Place[] {
  const walk = (holder: Record<string, unknown>, way: string): Place[] =>
    Object.keys(holder).flatMap((name) => {
      const path = way === '' ? name : `${way}.${name}`;
      const inner = holder[name];
      return typeof inner === 'object' && inner !== null
        ? walk(inner as Record<string, unknown>, path)
        : inner === null
          ? []
          : [{ path, holder, name }];
    });
  return walk(value as unknown as Record<string, unknown>, '');
}

function changed(value: unknown, random: () => number): unknown {
  if (typeof value === 'number') return value + 1 + Math.floor(random() * 3);
  const characters = [...String(value)];
  const at = Math.floor(random() * characters.length);
  characters[at] = characters[at] === '0' ? '1' : '0';
  return characters.join('');
}
