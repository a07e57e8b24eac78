import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  exportedSeal,
  NO_PREVIOUS_SEAL,
  parseSealText,
  sealDigest,
  sealText,
  verifyBundle,
  type SignedSeal,
} from '@app/evidence';
import { sourceOf, type AuditedOffice } from '../../../libs/evidence/test/audited-office';
import { eventfulYears, randomFrom } from '../../../libs/evidence/test/eventful-years';
import { sayWhetherBothAreAsked } from './python';
import { PythonVerifier, type Verdict } from './python-verifier';
import { TAMPERINGS } from './tamperings';

const TAMPERED = Number(process.env['BUNDLE_TAMPERINGS'] ?? 40);
const SEED = Number(process.env['BUNDLE_SEED'] ?? Math.floor(Math.random() * 1e9));

sayWhetherBothAreAsked();

interface Sample {
  name: string;
  lines: string[];
  trusted: AuditedOffice['key'];
  deposit: Awaited<ReturnType<AuditedOffice['deposit']>>;
}

/** Two verdicts agree when they name the same faults at the same places, in whatever order, and count the same cells. */
const agreedOn = ({ ok, faults, cells, reports }: Verdict) => ({
  ok,
  faults: faults
    .map(({ kind, stream, revision, line, cell }) => JSON.stringify([kind, stream, revision, line, cell]))
    .sort(),
  cells,
  reports,
});

describe(`bundles and both verifiers (BUNDLE_SEED=${SEED})`, () => {
  const random = randomFrom(SEED);
  let folder: string;
  let python: PythonVerifier | undefined;
  let samples: Sample[];

  beforeAll(async () => {
    python = PythonVerifier.start();
    folder = await mkdtemp(join(tmpdir(), 'bundle-'));
    samples = [];
    for (const office of [await eventfulYears(SEED, 6), await eventfulYears(SEED + 1, 9)]) {
      const deposit = await office.deposit();
      for (const unit of ['U1', 'U2', 'G']) {
        for (const year of [2022, 2023, 2024, 2025].filter((each) => office.isPublished(unit, each))) {
          const { lines } = await office.bundle({ unit, year });
          samples.push({ name: `${unit} ${year}`, lines, trusted: office.key, deposit });
        }
      }
      const whole = await office.bundle({ unit: 'U1', year: 2025, everything: true });
      samples.push({ name: 'U1 2025 and everything', lines: whole.lines, trusted: office.key, deposit });
      const { lines } = await office.bundle({ unit: null, year: null, everything: true });
      samples.push({ name: 'everything', lines, trusted: office.key, deposit });
    }
  });
  afterAll(async () => {
    python?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const by = () => (python ? 'both alike' : 'ours alone');

  /** Verdicts of both; of ours twice where there is no python3, which is counted as todo. */
  async function judged(content: string | Buffer, { trusted, deposit }: Sample): Promise<[Verdict, Verdict]> {
    const file = join(folder, 'bundle.jsonl');
    await writeFile(file, content);
    const ours = await verifyBundle(sourceOf(content), { trusted: [trusted], deposited: [deposit] });
    const plain = JSON.parse(JSON.stringify(ours)) as Verdict;
    return [
      plain,
      (await python?.verify(file, [trusted.raw], [{ exported: exportedSeal(deposit), name: 'seal' }])) ?? plain,
    ];
  }

  it('raise no alarm over a bundle that nobody touched, and count every cell to the same number', async () => {
    let cells = 0;
    for (const sample of samples) {
      const [ours, theirs] = await judged(sample.lines.join(''), sample);
      expect({ sample: sample.name, faults: ours.faults }).toEqual({ sample: sample.name, faults: [] });
      expect(agreedOn(theirs)).toEqual(agreedOn(ours));
      cells += 200 * ours.reports.length;
    }
    process.stderr.write(
      `${samples.length} untouched bundles, ${cells} published cells counted by ${by()}, 0 alarms\n`,
    );
  });

  it('both find what the office itself sealed: a wrong number, published, and an entry nobody can read', async () => {
    const office = await eventfulYears(SEED + 2, 6);
    const cells = { 't3.denied_state_secret.legal_other': 3, 't4.recon.upheld': 999, 't2.rules.issued': 1 };
    await office.freezes('U2', 2026, { lies: cells });
    await office.seal();
    const deposit = await office.deposit();
    const wrong = (await office.bundle({ unit: 'U2', year: 2026 })).lines;
    const sample = { name: 'wrong', lines: wrong, trusted: office.key, deposit };
    const [ours, theirs] = await judged(wrong.join(''), sample);
    expect(ours.faults.map(({ kind, cell }) => `${kind} ${cell}`).sort()).toEqual(
      Object.keys(cells)
        .map((cell) => `CELL_MISMATCH ${cell}`)
        .sort(),
    );
    expect(agreedOn(theirs)).toEqual(agreedOn(ours));

    await office.append('unit-U2', 'UnitAbolished', '2026-02-02', { unit: 'U2' }, { unit: 'U2' });
    await office.append('report-U2-2027', 'ReportFrozen', '2028-02-02', { no: 'report' }, { unit: 'U2' });
    await office.seal();
    const odd = (await office.bundle({ unit: 'U1', year: 2024 })).lines;
    const [again, asTheySee] = await judged(odd.join(''), { ...sample, deposit: await office.deposit() });
    expect(agreedOn(asTheySee)).toEqual(agreedOn(again));
  });

  it('both find a seal that whoever has the key made anew', async () => {
    const { lines, trusted } = samples[0]!;
    let previous = NO_PREVIOUS_SEAL;
    const anew = lines.map((line) => {
      const record = JSON.parse(line) as { kind?: string; number: number; text: string };
      if (record.kind !== 'seal') return line;
      const text = record.text.replace('sealed 2026', 'sealed 2027').replace(/previous .*/, `previous ${previous}`);
      previous = sealDigest(text);
      return `${JSON.stringify({ kind: 'seal', number: record.number, ...trusted.sign(text) })}\n`;
    });
    const seal = parseSealText((JSON.parse(anew.find((line) => line.includes('"kind":"seal"'))!) as SignedSeal).text);
    const deposit = { ...samples[0]!.deposit, seal, text: sealText(seal) };
    const [ours, theirs] = await judged(anew.join(''), { ...samples[0]!, deposit });
    expect(new Set(ours.faults.map(({ kind }) => kind))).toEqual(new Set(['SEAL_CHANGED']));
    expect(agreedOn(theirs)).toEqual(agreedOn(ours));
  });

  it(
    `both name the same faults in each of ${TAMPERED} tampered ones`,
    async () => {
      const kinds = Object.keys(TAMPERINGS);
      const named = new Map<string, number>();
      for (let n = 0, done = 0; done < TAMPERED; n++) {
        const kind = kinds[n % kinds.length]!;
        const sample = samples[Math.floor(random() * samples.length)]!;
        const tampered = TAMPERINGS[kind]!(sample.lines, random);
        if (tampered === null || Buffer.from(tampered).equals(Buffer.from(sample.lines.join('')))) continue;
        done++;
        const [ours, theirs] = await judged(tampered, sample);
        const what = `${n}: ${kind}, ${sample.name}`;
        expect({ what, named: ours.faults.length > 0, ok: ours.ok }).toEqual({ what, named: true, ok: false });
        expect({ what, ...agreedOn(theirs) }).toEqual({ what, ...agreedOn(ours) });
        for (const fault of new Set(ours.faults.map((each) => each.kind)))
          named.set(fault, (named.get(fault) ?? 0) + 1);
      }
      const found = [...named].map(([fault, times]) => `${fault} ${times}`).join(', ');
      process.stderr.write(
        `BUNDLE_SEED=${SEED}: ${TAMPERED} tampered bundles, faults named by ${by()} in each: ${found}\n`,
      );
    },
    60_000 + TAMPERED * 2_000,
  );
});
