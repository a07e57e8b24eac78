import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canRun } from '../ground/not-run';
import { PostgresAt } from '../ground/postgres-at';
import { SEED } from '../ground/seed';
import { SmallDisk, whyNoSmallDisk } from '../ground/small-disk';

jest.setTimeout(3_600_000);

const root = join(__dirname, '..', '..', '..');
const MASTER_KEY = '0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0';
const REQUESTS = 200;

if (canRun('full-disk log', whyNoSmallDisk())) {
  it('a full disk of the log stops no request, and lines come again when there is room', async () => {
    const base = mkdtempSync(join(tmpdir(), 'ledger-log-full-'));
    chmodSync(base, 0o755);
    const disk = SmallDisk.make(base, 'disk', '1m');
    const server = await PostgresAt.make({ cluster: join(base, 'cluster'), log: join(base, 'postgres.log') });
    const lines = join(disk.folder, 'server.log');
    let child: ChildProcess | undefined;
    try {
      await server.start();
      await server.createLedger();
      const stderr = openSync(lines, 'a');
      child = spawn(
        process.execPath,
        [join(root, 'bin', 'run-ts.js'), join(root, 'apps', 'server', 'src', 'main.ts'), '--port', '0', '--no-sample'],
        {
          cwd: root,
          stdio: ['ignore', 'pipe', stderr],
          env: { ...process.env, DATABASE_URL: server.url(), DISCLOSURE_MASTER_KEY: MASTER_KEY, ROLES: 'api' },
        },
      );
      closeSync(stderr);
      const [said] = (await Promise.race([once(child.stdout!, 'data'), once(child, 'exit')])) as [
        Buffer | number | null,
      ];
      if (!Buffer.isBuffer(said)) throw new Error(readFileSync(lines, 'utf8'));
      const url = /http:\/\/[\d.:]+/.exec(said.toString('utf8'))![0];
      disk.fill();
      const statuses = await answers(url, REQUESTS);
      const full = statSync(lines).size;
      disk.free();
      const after = await answers(url, 5);
      process.stderr.write(
        `${JSON.stringify({ faults: 1, kind: 'full-disk log', answered: statuses.length, seed: SEED })}\n`,
      );
      expect([...new Set([...statuses, ...after])]).toEqual([200]);
      expect(child.exitCode).toBeNull();
      expect(statSync(lines).size).toBeGreaterThan(full);
      // Nor does what it could not write keep it from ending.
      disk.fill();
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      expect(await gone).toEqual([0, null]);
    } finally {
      child?.kill('SIGKILL');
      await server.stop('SIGQUIT');
      disk.remove();
      rmSync(base, { recursive: true, force: true });
    }
  });
}

async function answers(url: string, times: number): Promise<number[]> {
  const statuses: number[] = [];
  while (statuses.length < times)
    statuses.push(
      await fetch(`${url}/health/live`).then(
        ({ status }) => status,
        () => 0,
      ),
    );
  return statuses;
}
