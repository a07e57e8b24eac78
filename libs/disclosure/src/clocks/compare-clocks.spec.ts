import type { Clock } from './clock';
import { compareClocks, hasMoved } from './compare-clocks';

const clock = (id: Clock['id'], dueOn: string, more: Partial<Pick<Clock, 'subject' | 'state'>> = {}) => ({
  id,
  dueOn,
  state: 'running' as const,
  provisional: false,
  ...more,
});
const view = (dueOn: string) => ({ dueOn, state: 'running', provisional: false });

describe('the clocks of two views of a case', () => {
  const before = [clock('C3', '2025-03-31'), clock('C4', '2025-04-02', { subject: 'A' }), clock('C1', '2025-03-12')];
  const after = [clock('C4', '2025-04-09', { subject: 'B' }), clock('C3', '2025-04-07')];

  it('are paired by clock and subject, those of the second first, then what only the first had', () => {
    const changes = compareClocks(before, after);
    expect(changes).toStrictEqual([
      { clock: 'C4', subject: 'B', before: null, after: view('2025-04-09') },
      { clock: 'C3', before: view('2025-03-31'), after: view('2025-04-07') },
      { clock: 'C4', subject: 'A', before: view('2025-04-02'), after: null },
      { clock: 'C1', before: view('2025-03-12'), after: null },
    ]);
    expect(changes.map(hasMoved)).toEqual([true, true, true, true]);
  });

  it('have not moved where both end on one day, whatever became of them', () => {
    const stopped = [clock('C3', '2025-03-31', { state: 'stopped' })];
    expect(compareClocks([before[0]!], stopped).map(hasMoved)).toEqual([false]);
    expect(compareClocks([], [])).toEqual([]);
  });
});
