import { civilDate, instant, position, reportYear, unitCode } from './arguments';
import { WrongUsage } from './command';

describe('an argument', () => {
  it.each([
    ['a year outside the form', () => reportYear('1900')],
    ['a year in words', () => reportYear('abc')],
    ['a day that does not exist', () => civilDate('on', '2025-02-30')],
    ['an instant without zone', () => instant('as-of', '2026-01-31T12:00:00')],
    ['a negative position', () => position('-1')],
    ['a unit code with a space', () => unitCode('a b')],
    ['a unit code that climbs', () => unitCode('../x')],
  ])('is refused: %s', (_what, read) => expect(read).toThrow(WrongUsage));

  it('is read: an instant of any zone as UTC', () => {
    expect(instant('as-of', '2026-01-31T00:30:00+08:00')).toBe('2026-01-30T16:30:00.000Z');
  });
});
