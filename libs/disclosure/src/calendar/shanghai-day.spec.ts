import { civilDateOf } from './shanghai-day';

describe('the day in Asia/Shanghai of an instant', () => {
  it.each([
    ['2025-12-31T15:59:59.999Z', '2025-12-31', 'the last millisecond of the year'],
    ['2025-12-31T16:00:00.000Z', '2026-01-01', 'midnight, which some engines print as hour 24'],
    ['2025-12-31T16:30:00.000Z', '2026-01-01', 'still the old year in UTC'],
    ['2025-06-01T00:00:00+14:00', '2025-05-31', 'an offset is taken into account'],
    ['1990-07-01T15:00:00.000Z', '1990-07-02', 'summer time: midnight comes at 15:00Z'],
    ['1990-07-01T14:59:59.999Z', '1990-07-01', 'summer time: one millisecond before'],
    ['1990-12-01T15:30:00.000Z', '1990-12-01', 'no summer time in winter'],
    ['1992-07-01T15:30:00.000Z', '1992-07-01', 'no summer time after 1991'],
    ['1986-06-01T15:30:00.000Z', '1986-06-02', 'the first summer with it'],
  ])('%s is %s: %s', (instant, day) => {
    expect(civilDateOf(instant)).toBe(day);
  });

  it.each(['2025-01-01', '2025-01-01T08:00:00', 'now', '2025-13-01T00:00:00Z', ''])(
    'refuses %j, which does not say which instant it is',
    (text) => {
      expect(() => civilDateOf(text)).toThrow(RangeError);
    },
  );
});
