import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync, chmodSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { normalUser } from '../test/database-process';
import { serverPid, Yard } from '../test/yard';
import { dataFolderAt, prepareDataFolder } from './data-folder';
import { openDatabase, type OpenDatabase } from './open-database';
import { DatabaseRefused } from './refusals';

let yard: Yard;
beforeAll(() => {
  yard = new Yard();
});
afterAll(() => yard.clear());
afterEach(() => jest.restoreAllMocks());

async function refusalOf(promise: Promise<unknown>): Promise<DatabaseRefused> {
  const error: unknown = await promise.then(
    () => new Error('it was not refused'),
    (reason: unknown) => reason,
  );
  if (error instanceof DatabaseRefused) return error;
  throw error;
}

/** Without fsync: these specs are not about durability. */
function openQuickly(dataDir: string): Promise<OpenDatabase> {
  return openDatabase({ dataDir }, undefined, { unsafeForTests: true });
}

async function occupied(port = 0): Promise<{ port: number; server: Server }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { server, port: (server.address() as { port: number }).port };
}

describe('a port', () => {
  it('that was asked for and is busy is named, before anything is made', async () => {
    const [dataDir, { port, server }] = [yard.dataDir(), await occupied()];
    const refusal = await refusalOf(openDatabase({ dataDir }, undefined, { port }));
    expect(refusal).toMatchObject({ code: 'BUSY_PORT', detail: `127.0.0.1:${port}` });
    expect(existsSync(dataFolderAt(dataDir).cluster)).toBe(false);
    server.close();
  });

  it('that was merely used last time gives way to a free one', async () => {
    const dataDir = yard.dataDir();
    const first = await openQuickly(dataDir);
    const { port } = new URL(first.connectionString);
    await first.close();
    const { server } = await occupied(Number(port));
    const second = await openQuickly(dataDir);
    expect(new URL(second.connectionString).port).not.toBe(port);
    await second.close();
    server.close();
  });
});

describe('a folder', () => {
  it('that holds something else is refused and left as it was', async () => {
    const dataDir = yard.folder();
    writeFileSync(join(dataDir, 'thesis.docx'), 'years of work');
    expect(await refusalOf(openDatabase({ dataDir }))).toMatchObject({ code: 'NOT_A_DATA_FOLDER' });
    expect(readdirSync(dataDir)).toEqual(['thesis.docx']);
  });

  it('that is a file is refused', async () => {
    const dataDir = yard.dataDir();
    writeFileSync(dataDir, 'a file');
    expect(await refusalOf(openDatabase({ dataDir }))).toMatchObject({ code: 'NOT_A_DATA_FOLDER' });
  });

  it('that is a fresh volume, or already has a master key, is an empty one', () => {
    const dataDir = yard.folder();
    for (const name of ['lost+found', '.keep', 'master.key']) mkdirSync(join(dataDir, name));
    expect(() => prepareDataFolder(dataFolderAt(dataDir))).not.toThrow();
  });

  it('of another major version is refused with both versions', async () => {
    const dataDir = yard.dataDir();
    const folder = dataFolderAt(dataDir);
    prepareDataFolder(folder);
    mkdirSync(folder.cluster);
    writeFileSync(join(folder.cluster, 'PG_VERSION'), '15\n');
    const refusal = await refusalOf(openDatabase({ dataDir }));
    expect(refusal.code).toBe('WRONG_VERSION');
    expect(refusal.detail).toContain('15, 18');
  });

  it('whose cluster has vanished is not silently begun anew', async () => {
    const dataDir = yard.dataDir();
    await (await openQuickly(dataDir)).close();
    rmSync(dataFolderAt(dataDir).cluster, { recursive: true });
    expect(await refusalOf(openDatabase({ dataDir }))).toMatchObject({ code: 'NOT_A_DATA_FOLDER' });
  });

  it('whose first start was cut off half-way is begun again', async () => {
    const dataDir = yard.dataDir();
    const folder = dataFolderAt(dataDir);
    await (await openQuickly(dataDir)).close();
    rmSync(folder.cluster, { recursive: true });
    const record = JSON.parse(readFileSync(folder.record, 'utf8')) as object;
    writeFileSync(folder.record, JSON.stringify({ ...record, complete: false }));
    mkdirSync(join(folder.database, 'draft-of-a-killed-initdb'));
    const database = await openQuickly(dataDir);
    expect(database.createdNow).toBe(true);
    await database.close();
    expect(readdirSync(folder.database)).not.toContain('draft-of-a-killed-initdb');
  });

  it('of another user is refused by that name, not as a permission puzzle', async () => {
    const dataDir = yard.dataDir();
    prepareDataFolder(dataFolderAt(dataDir));
    jest.spyOn(process, 'getuid').mockReturnValue(54_321);
    expect(await refusalOf(openDatabase({ dataDir }))).toMatchObject({ code: 'WRONG_OWNER' });
  });

  it('that can never be made is refused at once, not tried for ever', async () => {
    const nowhere = process.platform === 'linux' ? '/proc/disclosure-ledger/data' : '/dev/null/disclosure-ledger/data';
    expect(await refusalOf(openDatabase({ dataDir: nowhere }))).toMatchObject({ name: 'DatabaseRefused' });
  });

  // Root may write anywhere, so these run in a process of a normal user; a normal user's run is one already.
  it.each(['a folder to be made in one', 'an empty one', 'one in use before'] as const)(
    'that is read-only is refused: %s',
    async (which) => {
      const user = normalUser();
      const dataDir = which === 'a folder to be made in one' ? yard.dataDir(user) : yard.folder(user);
      const shut = {
        'a folder to be made in one': join(dataDir, '..'),
        'an empty one': dataDir,
        'one in use before': dataFolderAt(dataDir).lock,
      }[which];
      const app = yard.process(user);
      if (which === 'one in use before') {
        await app.open(dataDir, 'unsafe');
        await app.close();
      }
      const mode = statSync(shut).mode;
      chmodSync(shut, 0o555);
      const answer = await app.ask({ ask: 'open', dataDir });
      expect(answer).toMatchObject({
        refused: { code: 'READ_ONLY', message: expect.stringContaining(dataDir) as string },
      });
      chmodSync(shut, mode);
      expect(serverPid(dataDir)).toBeUndefined();
    },
  );
});
