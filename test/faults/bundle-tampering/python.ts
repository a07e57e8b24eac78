import { spawnSync } from 'node:child_process';

/** Whether the second verifier, docs/verify.py, can be run here. */
export const HAS_PYTHON = spawnSync('python3', ['--version']).status === 0;

const MISSING = 'NOT RUN: there is no python3 on this machine, so the second verifier docs/verify.py was not asked';

/**
 * Only Node has to be installed for `npm test`: without python3 what needs it is counted as `todo`, never as passed. Where
 * the second verifier is what is to be shown (`npm run test:tamper`), `PYTHON_REQUIRED=1` makes it a failure.
 */
export function withPython(name: string, tests: () => void): void {
  if (HAS_PYTHON) return describe(name, tests);
  describe(name, () => {
    if (process.env['PYTHON_REQUIRED'] === '1') {
      it('is asked', () => {
        throw new Error(MISSING);
      });
    } else it.todo(MISSING);
  });
}

/** The same beside tests that say something without it as well. */
export const sayWhetherBothAreAsked = (): void =>
  withPython('the second verifier, docs/verify.py', () => {
    it('is asked as well', () => expect(HAS_PYTHON).toBe(true));
  });
