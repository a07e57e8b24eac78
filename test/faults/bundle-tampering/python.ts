import { spawnSync } from 'node:child_process';

/** Whether the second verifier, docs/verify.py, can be run here. */
export const HAS_PYTHON = spawnSync('python3', ['--version']).status === 0;

/**
 * Only Node has to be installed for the tests; without python3 they say in so many words what they did not check. With
 * `PYTHON_REQUIRED=1` they fail.
 */
export function sayWithoutPython(): void {
  if (HAS_PYTHON) return;
  const missing = 'NOT CHECKED: there is no python3 on this machine, so the second verifier docs/verify.py was NOT run';
  if (process.env['PYTHON_REQUIRED'] === '1') throw new Error(missing);
  process.stderr.write(`\n${'!'.repeat(100)}\n${missing}\n${'!'.repeat(100)}\n\n`);
}
