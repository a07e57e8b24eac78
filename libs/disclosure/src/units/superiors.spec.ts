import { loops, standsOn, type UnitPlacement } from '@app/disclosure';

const unit = (code: string, ...parents: [from: string, parent: string | null][]): [string, UnitPlacement] => [
  code,
  {
    unit: code,
    name: code,
    kind: 'department',
    canMakeRules: false,
    parents: parents.map(([from, parent]) => ({ from, parent })),
  },
];
const ALWAYS = '0001-01-01';

describe('a superior (A-77)', () => {
  it('is never the unit itself', () => {
    expect(loops('A', 'A', '2025-01-01', new Map())).toBe(true);
  });

  it('is never a unit below it, however far', () => {
    const above = new Map([unit('C', [ALWAYS, 'B']), unit('B', [ALWAYS, 'A'])]);
    expect([loops('A', 'C', '2025-01-01', above), loops('D', 'C', '2025-01-01', above)]).toEqual([true, false]);
  });

  it('may be a unit that was below it before the day', () => {
    const above = new Map([unit('B', [ALWAYS, 'A'], ['2025-01-01', null])]);
    expect([loops('A', 'B', '2024-12-31', above), loops('A', 'B', '2025-01-01', above)]).toEqual([true, false]);
  });

  it('is none that is known to come below it later', () => {
    const above = new Map([unit('B', [ALWAYS, null], ['2026-01-01', 'A'])]);
    expect(loops('A', 'B', '2025-01-01', above)).toBe(true);
  });

  it('is looked for once where others already stand below each other', () => {
    const above = new Map([unit('B', [ALWAYS, 'C']), unit('C', [ALWAYS, 'B'])]);
    expect(loops('A', 'B', '2025-01-01', above)).toBe(false);
  });
});

it('a unit stands on its last day and not on the next (A-77)', () => {
  const abolished = { lastDay: '2025-06-30' };
  expect([
    standsOn({}, '2099-01-01'),
    standsOn({ abolished }, '2025-06-30'),
    standsOn({ abolished }, '2025-07-01'),
  ]).toEqual([true, true, false]);
});
