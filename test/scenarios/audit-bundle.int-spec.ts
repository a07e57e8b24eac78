import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newSealKeyPem, publicKeyPem, sealKeyOf } from '@app/evidence';
import { ExplainCell, GetAnnualTables } from '@app/read-models';
import { publishConsolidatedReport, publishReport } from '@app/runtime';
import {
  AbolishUnit,
  caseHistory,
  caseStream,
  RecordProactiveFigures,
  RegisterUnit,
  WriteReportText,
} from '@app/use-cases';
import { cellValues } from '@app/annual-report';
import { bundleCommand } from '../../apps/cli/src/commands/bundle';
import { proveCommand } from '../../apps/cli/src/commands/prove';
import { verifyCommand } from '../../apps/cli/src/commands/verify';
import type { Answer, CliCommand } from '../../apps/cli/src/command';
import { PythonVerifier } from '../faults/bundle-tampering/python-verifier';
import { Bureau, HEAD, REVIEWER } from '../support/bureau';
import { randomFrom } from '../support/city/city';
import { eventfulYears, onPaper } from '../support/city/eventful-years';
import { recordOf } from '../support/city/record-of';

const by = () => ({ commandId: randomUUID(), actor: HEAD });
const PEM = newSealKeyPem();
const KEY = sealKeyOf(PEM);
const CUT_OFFS = ['2024-01-20', '2025-01-20', '2025-11-01'];

type Verified = {
  ok: boolean;
  faults: unknown[];
  reports: { unit: string; year: number; revision: number; differing: number }[];
  cells: Record<string, number>;
  opened?: { by: string };
};

/** A real log, published by the product itself, is checked with nothing but a file. */
describe('an audit bundle of a bureau on PostgreSQL', () => {
  let bureau: Bureau;
  let folder: string;
  let python: PythonVerifier | undefined;
  const notes: string[] = [];

  beforeAll(async () => {
    python = PythonVerifier.start();
    folder = await mkdtemp(join(tmpdir(), 'audit-'));
    await writeFile(join(folder, 'key.pem'), publicKeyPem(KEY));
    bureau = await Bureau.openWith({ SEAL_KEY: PEM });
    const registers = (unit: string, more: object = {}) =>
      bureau.ledger.execute(new RegisterUnit({ ...by(), unit, name: `示例${unit}`, parent: 'TOP', ...more }));
    await registers('TOP', { kind: 'government', parent: undefined });
    for (const unit of ['OLD', 'NEW', 'B-1']) await registers(unit);
    await bureau.ledger.execute(new AbolishUnit({ ...by(), unit: 'OLD', lastDay: '2023-11-30', successor: 'NEW' }));
    await twoYears();
  }, 300_000);
  afterAll(async () => {
    python?.stop();
    await bureau?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** A generated city of late entries and corrections, spread over the units, and a few acts by commands. */
  async function twoYears(): Promise<void> {
    const random = randomFrom(7);
    const city = eventfulYears({ seed: 7, cases: 60, from: '2023-01-01', to: '2024-12-31', cutOffs: CUT_OFFS });
    const unitOf = city.map((one) =>
      one.truth.received < '2023-11-01' && random() < 0.4 ? 'OLD' : random() < 0.7 ? 'NEW' : 'B-1',
    );
    for (const [cutOff, year] of [2023, 2024].entries()) {
      for (const [row, one] of city.entries()) {
        const told = onPaper(one, cutOff, CUT_OFFS);
        if (told) await bureau.records(recordOf(unitOf[row]!, told), row + 1);
      }
      if (year === 2024) await afterTheFirstReport();
      for (const unit of year === 2023 ? ['OLD', 'NEW', 'B-1'] : ['NEW', 'B-1']) await publishes(unit, year);
      await publishes('TOP', year);
    }
  }

  async function afterTheFirstReport(): Promise<void> {
    const { caseId } = await bureau.receives('NEW', '2023-12-20');
    const history = await caseHistory(bureau.ledger.foundation.store, caseStream(caseId));
    await bureau.does(caseId, 'CorrectEntry', {
      targetEventId: history[0]!.id,
      field: 'applicantKind',
      newValue: 'legal_commercial',
      reason: '录入错误',
      approvedBy: REVIEWER.id,
    });
    await bureau.answers(caseId, 'granted', '2024-01-08', '2024-01-09');
    await bureau.ledger.execute(
      new RecordProactiveFigures({
        ...by(),
        unit: 'NEW',
        year: 2024,
        figures: { 't2.administrative_fee.amount_wan_yuan': 123_456 },
        source: '财务处',
        countedOn: '2025-01-06',
      }),
    );
  }

  async function publishes(unit: string, year: number): Promise<void> {
    for (const section of ['s1.proactive', 's1.management', 's1.platform', 's1.supervision', 's5']) {
      const markdown = `示例${unit}${year}年的${section}情况：完善制度，逐项改进。`;
      await bureau.ledger.execute(new WriteReportText({ ...by(), unit, year, section, markdown }));
    }
    await bureau.ledger.projector.catchUp();
    const { commands, queries, foundation } = bureau.ledger;
    const publish = unit === 'TOP' ? publishConsolidatedReport : publishReport;
    await publish({ commands, queries, write: foundation.write }, { ...by(), unit, year });
  }

  async function run(command: CliCommand, given: Record<string, string | true | string[]>): Promise<Answer> {
    const args = {
      positionals: [],
      text: (name: string) => (typeof given[name] === 'string' ? given[name] : undefined),
      texts: (name: string) => (Array.isArray(given[name]) ? given[name] : []),
      flag: (name: string) => given[name] === true,
    };
    const note = (line: string) => void notes.push(line);
    return command.run({ args, ledger: bureau.ledger, note, progress: () => undefined });
  }

  /** Writes a bundle and has it checked by both; they have to agree in everything. */
  async function verified(given: Record<string, string | true>): Promise<Verified> {
    const file = join(folder, 'bundle.jsonl');
    await run(bundleCommand, { out: file, ...given });
    const { json } = await run(verifyCommand, { bundle: file, 'public-key': [join(folder, 'key.pem')] });
    const ours = JSON.parse(JSON.stringify(json)) as Verified;
    const theirs = (await python?.verify(file, [KEY.raw])) ?? ours;
    expect({ ok: theirs.ok, faults: theirs.faults, reports: theirs.reports, cells: theirs.cells }).toEqual({
      ok: ours.ok,
      faults: [],
      reports: ours.reports,
      cells: ours.cells,
    });
    return ours;
  }

  it.each([
    ['NEW', 2024, 3],
    ['OLD', 2023, 1],
    ['B-1', 2023, 2],
    ['TOP', 2024, 2],
  ])(
    'of %s and %i has every published number from its events, and the tables of today',
    async (unit, year, reports) => {
      const found = await verified({ unit, year: String(year) });
      expect(found.faults).toEqual([]);
      expect(found.reports.map(({ differing }) => differing)).toEqual(Array(reports).fill(0));
      const { tables } = await bureau.ledger.ask(new GetAnnualTables(unit, year));
      // What a government adds up from below stands in its report; its own register is what is counted here.
      expect(found.cells).toEqual(cellValues(tables));
    },
  );

  it('of everything has all reports', async () => {
    const found = await verified({ everything: true });
    expect(found.reports).toHaveLength(7);
    expect(found.reports.filter(({ differing }) => differing > 0)).toEqual([]);
  });

  it('has no name in it unless it is opened, and who opened it is in the log and in the file', async () => {
    const file = join(folder, 'opened.jsonl');
    const closed = join(folder, 'closed.jsonl');
    await run(bundleCommand, { unit: 'NEW', year: '2024', out: closed });
    expect(await readFile(closed, 'utf8')).not.toMatch(/"kind":"key"|示例申请人/);
    await run(bundleCommand, { unit: 'NEW', year: '2024', out: file, open: true, note: '审计核对' });
    const lines = (await readFile(file, 'utf8')).split('\n');
    expect(lines.filter((line) => line.startsWith('{"kind":"key"')).length).toBeGreaterThan(0);
    expect(notes.some((line) => line.includes('WARNING'))).toBe(true);
    const { json } = await run(verifyCommand, { bundle: file });
    expect(json).toMatchObject({ ok: true, opened: { role: 'admin', note: '审计核对' } });
    const reads: string[] = [];
    for await (const { type, data } of bureau.ledger.foundation.store.readStream('reads-of-NEW')) {
      reads.push(`${type} ${data['door'] as string} ${data['purpose'] as string}`);
    }
    expect(reads).toEqual(['ReadRecorded ledger bundle --open audit']);
  });

  it('is refused for a unit that nobody registered, and for a folder that is not there; nothing half is left', async () => {
    const out = join(folder, 'none.jsonl');
    const refused = (given: Record<string, string | true>) =>
      run(bundleCommand, { unit: 'NEW', year: '2024', ...given });
    await expect(refused({ unit: 'NOBODY', out })).rejects.toMatchObject({ code: 'E_UNIT_UNKNOWN' });
    await expect(refused({ out: join(folder, 'no', 'such') })).rejects.toMatchObject({ code: 'E_OUT_FILE' });
    expect((await readdir(folder)).filter((name) => /none|part/.test(name))).toEqual([]);
  });

  it('is opened by those alone who may', async () => {
    const out = join(folder, 'none.jsonl');
    process.env['LEDGER_ROLE'] = 'handler';
    try {
      const opening = run(bundleCommand, { unit: 'NEW', year: '2024', out, open: true, note: '好奇' });
      await expect(opening).rejects.toMatchObject({ rejection: { code: 'E_ROLE', detail: { role: 'handler' } } });
      // Without names anybody who has the log may write one; it ends at the last seal.
      await run(bundleCommand, { unit: 'NEW', year: '2024', out });
      expect(notes.at(-1)).toContain('not sealed just now');
    } finally {
      delete process.env['LEDGER_ROLE'];
    }
  });

  it('has a little sister: the proof of one cell, with one case opened', async () => {
    const file = join(folder, 'proof.json');
    const cell = 't3.granted.total';
    const asked = { unit: 'NEW', year: '2024', cell, out: file };
    const first = (await run(proveCommand, asked)).json as { value: number; published: boolean };
    expect(first).toMatchObject({ published: true, members: first.value, opened: 0 });
    expect(first.value).toBeGreaterThan(1);
    const key = [join(folder, 'key.pem')];
    expect((await run(verifyCommand, { proof: file, 'public-key': key })).json).toMatchObject({
      ok: true,
      value: first.value,
      members: { headers: first.value, opened: 0 },
    });
    const text = await readFile(file, 'utf8');
    expect(text).not.toMatch(/resultCode|applicantName/);
    const { position } = JSON.parse(text) as { position: number };
    const { members } = await bureau.ledger.ask(new ExplainCell('NEW', 2024, cell, { at: position }));
    await run(proveCommand, { ...asked, hide: true, open: [members[0]!.caseNo] });
    expect((await run(verifyCommand, { proof: file, 'public-key': key })).json).toMatchObject({
      ok: true,
      members: { opened: 1, moved: 0, headers: 0, hidden: first.value - 1 },
    });
    expect((await readFile(file, 'utf8')).match(/resultCode/g)).toHaveLength(1);
    await expect(run(proveCommand, { ...asked, open: ['no such'] })).rejects.toMatchObject({
      rejection: { code: 'E_CASE_UNKNOWN' },
    });
    await expect(run(proveCommand, { ...asked, cell: 't2.rules.issued' })).rejects.toMatchObject({
      code: 'E_NOT_COUNTED',
    });
  });
});
