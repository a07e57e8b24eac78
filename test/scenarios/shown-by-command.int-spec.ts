import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS, type CommandName } from '../../apps/cli/src/commands';
import type { Arguments } from '../../apps/cli/src/command';
import { listReads, type RecordedRead } from '@app/use-cases';
import { Bureau } from '../support/bureau';
import { canary, sungIn, textOf } from '../support/canaries';

const PERSON = canary(8);
const NO = '2025-0001';

type Given = { positionals?: string[]; options?: Record<string, string | string[] | true> };

/**
 * How each command is asked about the canary; `[]`: it answers nothing about a case, and its own spec says what. A new
 * command does not compile before it stands here.
 */
const ASKED: Record<CommandName, (folder: string) => Given[]> = {
  act: () => [
    { positionals: ['RecordComplaint', NO], options: { set: ['receivedOn=2025-03-25', `body=${PERSON.note}`] } },
  ],
  import: (folder) => [{ positionals: [join(folder, 'in.csv')], options: { unit: 'U1' } }],
  reverse: () => [],
  tables: () => [{ options: { unit: 'U1', year: '2025' } }],
  explain: () => [{ options: { unit: 'U1', year: '2025', cell: 't3.granted.natural_person' } }],
  report: (folder) =>
    ['docx', 'html', 'xlsx', 'json'].map((format) => ({
      options: { unit: 'U1', year: '2025', format, out: join(folder, `report.${format}`) },
    })),
  publish: () => [],
  diff: () => [],
  history: () => [{ positionals: [NO] }, { positionals: [NO], options: { working: true } }],
  replay: (): Given[] => [
    { positionals: [NO] },
    { positionals: [NO], options: { signed: true } },
    { positionals: [NO], options: { diff: 'r0..now' } },
  ],
  due: () => [{}],
  cases: () => [{ options: { unit: 'U1' } }],
  carry: () => [],
  radar: () => [{ options: { unit: 'U1' } }],
  'what-if': () => [],
  letter: (folder) => [{ positionals: [NO, 'decision'], options: { out: join(folder, 'letter.docx') } }],
  unit: () => [],
  calendar: () => [],
  seal: () => [],
  verify: () => [],
  log: () => [],
  bundle: () => [],
  prove: () => [],
  rebuild: () => [],
  'rotate-master-key': () => [],
  fingerprint: () => [{}],
  copy: () => [],
  audit: () => [{}],
  erase: () => [],
  reads: () => [],
  export: (folder) =>
    ['csv', 'xlsx'].map((format) => ({ options: { unit: 'U1', out: join(folder, `out.${format}`) } })),
};

/** Commands that show somebody unasked: a letter is addressed to somebody. */
const SHOWS: readonly CommandName[] = ['letter'];
/** Commands that show somebody when asked to. */
const DOORS: readonly CommandName[] = ['history', 'export'];

describe('what the command line shows of a person', () => {
  let bureau: Bureau;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'shown-by-command-'));
    bureau = await Bureau.open('U1');
    const { name, idProof, contact, agent, description, reasons } = PERSON;
    const person = { applicantName: name, applicantIdProof: idProof, contact, agent, infoDescription: description };
    const { caseId } = await bureau.receives('U1', '2025-03-03', { caseNo: NO, ...person });
    await bureau.answers(caseId, 'granted', '2025-03-10', '2025-03-11', { reasons });
    const row = `${NO},2025-03-03,自然人,${name},${contact}`;
    writeFileSync(join(folder, 'in.csv'), `登记编号,收到日期,申请人类型,申请人,联系方式\n${row}\n`);
  });
  afterAll(async () => {
    await bureau.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const reads = (): Promise<RecordedRead[]> =>
    listReads(bureau.ledger.foundation.write, { id: 'auditor-1', role: 'auditor' }, {});

  /** Everything the command puts out: both answers, its remarks, and the files it wrote. */
  async function shown(name: CommandName, { positionals = [], options = {} }: Given): Promise<string> {
    const said: string[] = [];
    const args: Arguments = {
      positionals,
      text: (option) => (typeof options[option] === 'string' ? options[option] : undefined),
      texts: (option) => (Array.isArray(options[option]) ? options[option] : []),
      flag: (option) => options[option] === true,
    };
    const note = (line: string): void => void said.push(line);
    const answer = await COMMANDS[name].run({ args, ledger: bureau.ledger, note, progress: note });
    said.push(JSON.stringify(answer.json), typeof answer.text === 'string' ? answer.text : await answer.text());
    const file = (answer.json as { file?: string } | null)?.file;
    if (file !== undefined) said.push(await textOf(readFileSync(file)));
    return said.join('\n');
  }

  it.each(Object.keys(ASKED) as CommandName[])('%s shows nobody, or has recorded that it does', async (name) => {
    for (const given of ASKED[name](folder)) {
      const before = (await reads()).length;
      const sung = sungIn(await shown(name, given), PERSON);
      const recorded = (await reads()).slice(before);
      expect([name, sung.length > 0, recorded.length]).toEqual([name, SHOWS.includes(name), sung.length > 0 ? 1 : 0]);
    }
  });

  it.each(DOORS)('%s shows everything when asked to with a purpose, once that is recorded', async (name) => {
    for (const given of ASKED[name](folder)) {
      const before = (await reads()).length;
      const asked = { ...given, options: { ...given.options, unmask: true as const, purpose: 'audit' } };
      expect(sungIn(await shown(name, asked), PERSON)).toEqual(expect.arrayContaining(['name', 'contact']));
      expect((await reads()).slice(before)).toMatchObject([{ door: `ledger ${name}`, purpose: 'audit' }]);
      await expect(shown(name, { ...given, options: { ...given.options, unmask: true } })).rejects.toThrow('--purpose');
    }
  });
});
