import type { CheckWithCases } from '@app/runtime';
import { checkLine } from './check-line';

const failing = (count: number): CheckWithCases => ({
  id: 'K-04',
  level: 'E',
  ok: false,
  message: '表三“自然人”列：左边为1，右边为2',
  cells: ['t3.carried_in.natural_person'],
  cases: Array.from({ length: count }, (_, i) => ({ caseId: `id-${i}`, caseNo: `2024-${i}` })),
  caseCount: count,
});

it('a check that holds is one line', () => {
  expect(checkLine({ ...failing(0), ok: true, message: '每列' })).toBe('ok  K-04  每列');
});

it('a failing check names its cases', () => {
  expect(checkLine(failing(2))).toBe('ERROR  K-04  表三“自然人”列：左边为1，右边为2\n      cases 案件: 2024-0, 2024-1');
});

it('and says how many there are where they are more', () => {
  expect(checkLine(failing(12)).split('\n')[1]).toMatch(/2024-9 … 12 in all 共12件$/);
});
