import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCity } from '../support/city/city';
import { countYear } from '../support/city/count';
import { ledgerCsv } from '../support/city/ledger-csv';
import { ledger, type Ran } from '../support/ledger-command';

jest.setTimeout(900_000);

const base = mkdtempSync(join(tmpdir(), 'ledger-cli-'));
const data = join(base, 'data');
const csv = join(base, '台账.csv');
const city = makeCity({ cases: 120, seed: 5, from: '2024-10-01', to: '2025-12-31', upTo: '2025-12-31' });

const run = (...args: string[]): Promise<Ran> => ledger([...args, '--data', data]);
const json = (ran: Ran): unknown => {
  expect({ code: ran.code, stderr: ran.stderr.slice(-400) }).toMatchObject({ code: 0 });
  expect(ran.stdout.trimEnd().split('\n')).toHaveLength(1);
  return JSON.parse(ran.stdout);
};

beforeAll(() => writeFileSync(csv, ledgerCsv(city)));
afterAll(() => rmSync(base, { recursive: true, force: true }));

describe('ledger, the command line, on a data folder of its own', () => {
  it('refuses a unit that nobody named, and says how to name it', async () => {
    const ran = await run('import', csv, '--unit', 'city', '--json');
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('--unit-name');
    expect(JSON.parse(ran.stdout)).toMatchObject({ refused: { code: 'E_UNIT_UNKNOWN', field: 'unit' } });
  });

  it('imports dry, then really, then finds nothing new', async () => {
    const args = ['import', csv, '--unit', 'city', '--unit-name', '示例市', '--json'];
    const dry = json(await run(...args, '--dry-run')) as { accepted: number };
    const real = json(await run(...args)) as {
      accepted: number;
      refused: unknown[];
      questions: unknown[];
      events: number;
    };
    expect(real).toMatchObject({ accepted: 120, unchanged: 0, refused: [], cases: 120 });
    expect(dry).toMatchObject({ accepted: 120, events: real.events });
    expect(json(await run(...args))).toMatchObject({ accepted: 0, unchanged: 120, events: 0 });
  });

  it('prints the tables of the contract, equal to a count of its own', async () => {
    const tables = json(await run('tables', '--unit', 'city', '--year', '2025', '--json')) as {
      position: number;
      table3: Record<string, Record<string, number>>;
      table4: Record<string, Record<string, number>>;
      checks: { id: string; level: string; ok: boolean; message: string; cells: string[] }[];
    };
    expect(Object.keys(tables)).toEqual(['unit', 'year', 'position', 'table2', 'table3', 'table4', 'checks']);
    for (const [cell, count] of Object.entries(countYear(city, 2025))) {
      const [table, row, column] = cell.split('.') as [string, string, string];
      expect([cell, (table === 't3' ? tables.table3 : tables.table4)[row]![column]]).toEqual([cell, count]);
    }
    expect(tables.checks.filter(({ ok, level }) => !ok && level === 'E')).toEqual([]);
  });

  it('knows nothing as of a time before the import', async () => {
    const tables = json(
      await run('tables', '--unit', 'city', '--year', '2025', '--as-of', '2026-01-01T00:00:00Z', '--json'),
    );
    expect(tables).toMatchObject({ position: 0, table3: { new_received: { total: 0 } } });
  });

  it('explains a cell by its cases and the event of each', async () => {
    const cell = 't3.granted.natural_person';
    const explained = json(await run('explain', '--unit', 'city', '--year', '2025', '--cell', cell, '--json')) as {
      value: number;
      members: { caseNo: string; event: Record<string, unknown>; rule: string }[];
    };
    expect(explained.value).toBe(countYear(city, 2025)[cell]);
    expect(explained.members).toHaveLength(explained.value);
    expect(explained.members[0]!.event).toMatchObject({ type: 'CaseClosed', actor: { role: 'admin' } });
    expect(Object.keys(explained.members[0]!.event).sort()).toEqual([
      'actor',
      'effectiveOn',
      'position',
      'recordedAt',
      'type',
    ]);
  });

  it('writes the report as the document that is handed in', async () => {
    const out = join(base, 'report.docx');
    const answer = json(
      await run('report', '--unit', 'city', '--year', '2025', '--format', 'docx', '--out', out, '--json'),
    );
    expect(answer).toMatchObject({ file: out });
    expect(readFileSync(out).subarray(0, 2).toString('latin1')).toBe('PK');
  });

  it('leaves no half-written file where it cannot write', async () => {
    const ran = await run(
      'report',
      '--unit',
      'city',
      '--year',
      '2025',
      '--format',
      'json',
      '--out',
      join(base, 'no', 'such', 'x'),
      '--json',
    );
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.stdout)).toMatchObject({ refused: { code: 'E_OUT_FILE', field: 'out' } });
    expect(readdirSync(base).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('replays a case with its clocks and their working', async () => {
    const { no } = city.find(({ concluded, channel }) => concluded && channel === '当面')!;
    const history = json(await run('history', no, '--unit', 'city', '--json')) as {
      case: { caseNo: string };
      clocks: { id: string; dueOn: string; working: unknown[] }[];
      events: { type: string }[];
    };
    expect(history.case.caseNo).toBe(no);
    expect(history.events[0]!.type).toBe('ApplicationRegistered');
    expect(history.clocks.find(({ id }) => id === 'C3')!.working.length).toBeGreaterThan(19);
  });

  it('shows what the reply would be due if it were extended, and writes nothing', async () => {
    const text = '登记编号,收到日期,申请人类型,申请人\nW-1,2025-03-03,自然人,赵某某\n';
    const file = join(base, 'what-if.csv');
    writeFileSync(file, text);
    await run('import', file, '--unit', 'imagined', '--unit-name', '示例单位');
    const asked = ['what-if', 'W-1', '--unit', 'imagined', '--on', '2025-03-10', '--extend'];
    const answer = json(await run(...asked, '10', '--json')) as {
      changes: { clock: string; before: { dueOn: string }; after: { dueOn: string } }[];
    };
    const reply = answer.changes.find(({ clock }) => clock === 'C3')!;
    expect([reply.before.dueOn, reply.after.dueOn]).toEqual(['2025-03-31', '2025-04-15']);
    const table = await run(...asked, '10');
    expect(table.stdout).toMatch(/C3\s+答复\s+2025-03-31 running\s+2025-04-15 running\s+\*/);
    const refused = await run(...asked, '21', '--json');
    expect([refused.code, (JSON.parse(refused.stdout) as { refused: object }).refused]).toMatchObject([
      1,
      { code: 'E_EXT_TOO_LONG', rule: 'R-31' },
    ]);
    const history = json(await run('history', 'W-1', '--unit', 'imagined', '--json')) as { events: unknown[] };
    expect(history.events).toHaveLength(1);
  });

  it('puts a holiday notice in force and lists what moves, a dry run first; what was known before stays', async () => {
    const file = join(base, 'notice.json');
    const notice = { year: 2027, daysOff: ['2027-01-01', '2027-01-04'], makeUpDays: [], source: '示例通知' };
    writeFileSync(file, JSON.stringify(notice));
    const rows = join(base, 'calendar.csv');
    writeFileSync(rows, '登记编号,收到日期,申请人类型,申请人\nK-1,2026-11-20,自然人,赵某某\n');
    await run('import', rows, '--unit', 'calendar', '--unit-name', '示例单位');
    expect(json(await run('calendar', file, '--dry-run', '--json'))).toMatchObject({ years: [2027], dryRun: true });
    const answer = json(await run('calendar', file, '--json')) as { position: number };
    expect(answer).toMatchObject({ years: [2027], dryRun: false, duplicate: false });
    expect(json(await run('calendar', file, '--json'))).toMatchObject({ years: [], cases: 0 });
    const version = async (...moment: string[]) =>
      (
        json(await run('history', 'K-1', '--unit', 'calendar', ...moment, '--json')) as {
          clocks: { calendarVersion: string }[];
        }
      ).clocks[0]!.calendarVersion;
    expect(await version('--at', String(answer.position - 1))).toMatch(/^cn-2019-2026-/);
    expect(await version()).toMatch(/^cn-2019-2027-/);
    writeFileSync(file, JSON.stringify({ ...notice, makeUpDays: ['2027-01-05'] }));
    const refused = await run('calendar', file, '--json');
    expect([refused.code, (JSON.parse(refused.stdout) as { refused: object }).refused]).toMatchObject([
      1,
      { code: 'E_CALENDAR_DAY', rule: 'R-61' },
    ]);
    writeFileSync(file, '{');
    expect((await run('calendar', file, '--json')).code).toBe(1);
  });

  it('lists what is due, soonest first', async () => {
    const due = json(await run('due', '--unit', 'city', '--on', '2026-02-01', '--json')) as {
      items: { dueOn: string; bucket: string }[];
    };
    expect(due.items.length).toBeGreaterThan(0);
    const late = due.items.filter(({ bucket }) => bucket === 'late').map(({ dueOn }) => dueOn);
    expect(late).toEqual([...late].sort());
  });

  it('refuses a number told twice with other content, both places named, nobody’s name shown', async () => {
    const twice = join(base, 'twice.csv');
    writeFileSync(
      twice,
      '登记编号,收到日期,申请人类型,申请人\nT-1,2025-03-03,自然人,赵某某\nT-1,2025-03-04,自然人,钱某某\nT-2,2025-03-05,自然人,孙某某\n',
    );
    const ran = await run('import', twice, '--unit', 'twice', '--unit-name', '另一单位', '--json');
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/^2 处被拒绝/m);
    const answer = JSON.parse(ran.stdout) as { accepted: number; refused: { code: string; row: number }[] };
    expect(answer.accepted).toBe(1);
    expect(answer.refused.map(({ code, row }) => [code, row]).sort()).toEqual([
      ['X_DUPLICATE', 2],
      ['X_DUPLICATE', 3],
    ]);
    expect(`${ran.stdout}${ran.stderr}`).not.toMatch(/某某/);
  });

  it('is done, exit 0, where a row only needs an answer, and says how many do', async () => {
    const asked = join(base, 'asked.csv');
    writeFileSync(
      asked,
      '登记编号,收到日期,申请人类型,办结日期,办理结果代码\nQ-1,2025-03-03,自然人,2025-03-10,不予公开\nQ-2,2025-03-04,自然人,2025-03-11,予以公开\n',
    );
    const ran = await run('import', asked, '--unit', 'asked', '--unit-name', '第三单位', '--json');
    expect(json(ran)).toMatchObject({ accepted: 1, refused: [], totals: { rowsToAnswer: 1 } });
    expect(ran.stderr).toMatch(/^1 行待确认、未导入/m);
  });

  it('registers no unit for a file it cannot read', async () => {
    const zip = join(base, 'really-a-zip.csv');
    writeFileSync(zip, Buffer.from('PK\u0003\u0004nonsense', 'latin1'));
    const ran = await run('import', zip, '--unit', 'neu', '--unit-name', '新单位', '--json');
    expect([ran.code, (JSON.parse(ran.stdout) as { refused: { rule: string } }).refused.rule]).toEqual([1, 'L-15']);
    expect((await run('due', '--unit', 'neu', '--json')).code).toBe(1);
  });

  it('rebuilds the read models to the same tables', async () => {
    const args = ['tables', '--unit', 'city', '--year', '2025', '--json'];
    const before = json(await run(...args));
    json(await run('rebuild', '--json'));
    expect(json(await run(...args))).toEqual(before);
  });

  it('exports a ledger that gives the same tables elsewhere', async () => {
    const out = join(base, 'out.xlsx');
    expect(json(await run('export', '--unit', 'city', '--out', out, '--json'))).toEqual({ file: out, cases: 120 });
    const elsewhere = ['--data', join(base, 'elsewhere')];
    json(await ledger(['import', out, '--unit', 'city', '--unit-name', '示例市', '--json', ...elsewhere]));
    const there = json(await ledger(['tables', '--unit', 'city', '--year', '2025', '--json', ...elsewhere])) as object;
    const here = json(await run('tables', '--unit', 'city', '--year', '2025', '--json')) as object;
    expect({ ...there, position: 0 }).toEqual({ ...here, position: 0 });
  });

  it('is a refusal for a unit nobody registered, a file that is not there and a case nobody has', async () => {
    const unknown = await run('tables', '--unit', 'nowhere', '--year', '2025', '--json');
    expect([unknown.code, (JSON.parse(unknown.stdout) as { refused: { code: string } }).refused.code]).toEqual([
      1,
      'E_UNIT_UNKNOWN',
    ]);
    const missing = await run('import', join(base, 'missing.xlsx'), '--unit', 'city', '--json');
    expect(missing.code).toBe(1);
    // The file is named before the unit, which nobody registered either.
    const both = await run('import', join(base, 'missing.xlsx'), '--unit', 'nowhere', '--json');
    expect((JSON.parse(both.stdout) as { refused: { code: string } }).refused.code).toBe('E_LEDGER_FILE');
    const nobody = await run('history', 'no-such-case', '--json');
    expect([nobody.code, (JSON.parse(nobody.stdout) as { refused: { code: string } }).refused.code]).toEqual([
      1,
      'E_CASE_UNKNOWN',
    ]);
  });
});
