import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Unpacked once per checkout; `npm ci` removes it. */
export const unpackedHome = (name: string): string =>
  join(__dirname, '..', '..', 'node_modules', '.cache', 'disclosure-ledger', name);

/**
 * Debian's packages unpacked into a folder of this checkout, which needs neither root nor an installation. @throws Error
 * with the advice and the last words of what failed
 */
export function unpackDebian(home: string, packages: readonly string[], advice: string): void {
  mkdirSync(join(home, '..'), { recursive: true });
  const work = mkdtempSync(`${home}-`);
  try {
    for (const folder of ['lists/partial', 'cache/archives/partial', 'out'])
      mkdirSync(join(work, folder), { recursive: true });
    // Lists and cache of its own: those of the machine may be missing, old or not ours to write.
    const options = [
      ['-o', `Dir::State::Lists=${join(work, 'lists')}`],
      ['-o', `Dir::Cache=${join(work, 'cache')}`],
      ['-o', 'Debug::NoLocking=1'],
    ].flat();
    const run = (...[command, args]: [string, string[]]) => execFileSync(command, args, { cwd: work, stdio: 'pipe' });
    run('apt-get', [...options, 'update']);
    run('apt-get', [...options, 'download', ...packages]);
    for (const file of readdirSync(work).filter((name) => name.endsWith('.deb')))
      run('dpkg', ['-x', file, join(work, 'out')]);
    // Older layouts keep libraries in /lib.
    if (existsSync(join(work, 'out', 'lib'))) run('cp', ['-a', 'out/lib/.', 'out/usr/lib/']);
    rmSync(home, { recursive: true, force: true });
    renameSync(join(work, 'out'), home);
  } catch (error) {
    throw new Error(`${advice}(unpacking Debian's packages failed: ${said(error)})`, { cause: error });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const said = (error: unknown): string => {
  const { stderr } = error as { stderr?: Buffer };
  return stderr?.toString().trim().split('\n').at(-1) ?? String(error);
};
