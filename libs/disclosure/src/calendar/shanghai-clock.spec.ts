import { shanghaiClock, shanghaiTimeText } from './shanghai-clock';

describe('the clock on the wall in Shanghai', () => {
  it.each([
    ['2025-03-03T00:00:00.000Z', '2025-03-03 08:00'],
    ['2025-03-03T15:59:59.999Z', '2025-03-03 23:59'],
    ['2025-03-03T16:00:00.000Z', '2025-03-04 00:00'],
    ['2024-12-31T20:30:00.000Z', '2025-01-01 04:30'],
    // summer time
    ['1988-07-01T12:00:00.000Z', '1988-07-01 21:00'],
  ])('%s is %s', (instant, text) => {
    expect(shanghaiTimeText(instant)).toBe(text);
  });

  it('has no hour 24', () => {
    expect(shanghaiClock('2025-03-03T16:05:00.000Z')).toEqual({ on: '2025-03-04', hour: 0, minute: 5 });
  });
});
