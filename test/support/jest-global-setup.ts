import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RUN_FOLDER } from './test-server';

/**
 * One folder per jest run. No server yet: the first spec that needs one starts it. A shell waits for our end on a pipe,
 * so that an interrupted or killed run leaves neither server nor folder behind.
 */
export default function globalSetup(): void {
  const run = mkdtempSync(join(tmpdir(), 'disclosure-ledger-test-'));
  chmodSync(run, 0o711); // as root, the server runs as another user and must get through
  process.env[RUN_FOLDER] = run;
  const watch = spawn('/bin/sh', ['-c', WATCH, 'sh', run], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  });
  watch.on('error', () => undefined);
  watch.unref();
  (watch.stdin as unknown as { unref(): void }).unref();
}

const WATCH = `cat >/dev/null
for file in "$1"/redis-*/redis.pid; do [ -f "$file" ] && kill -KILL "$(cat "$file")"; done
pid=$(head -n 1 "$1/data/database/cluster/postmaster.pid" 2>/dev/null) && kill -QUIT "$pid" && sleep 2
rm -rf "$1"`;
