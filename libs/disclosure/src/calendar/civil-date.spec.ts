import fc from 'fast-check';
import { addDays, addMonths, daysBetween, isCivilDate, weekday, yearOf } from './civil-date';

const anyDay = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** The same question put to another implementation of the Gregorian calendar. */
function utc(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

describe('civil dates', () => {
  it.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is one', (text) => {
    expect(isCivilDate(text)).toBe(true);
  });

  it.each([
    ...['2025-02-29', '1900-02-29', '2025-04-31', '2025-00-10', '2025-13-01', '2025-01-00', '2025-01-32', '0000-01-01'],
    ...['2025-1-1', '20250101', '2025-01-01T00:00:00Z', ' 2025-01-01', '2025-01-01\n', '２０２５-01-01', '', 'abc'],
    ...[20250101, null, undefined, new Date(0), ['2025-01-01']],
  ])('%j is none', (value) => {
    expect(isCivilDate(value)).toBe(false);
  });

  it('adds and counts days like the Gregorian calendar', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40_000, max: 40_000 }), (date, days) => {
        const expected = utc(date);
        expected.setUTCDate(expected.getUTCDate() + days);
        expect(addDays(date, days)).toBe(expected.toISOString().slice(0, 10));
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });

  it('walks through four centuries without losing or inventing a day', () => {
    const expected = utc('1899-12-31');
    let date = '1899-12-31';
    for (let i = 0; i < 146_097; i++) {
      date = addDays(date, 1);
      expected.setUTCDate(expected.getUTCDate() + 1);
      if (date !== expected.toISOString().slice(0, 10)) throw new Error(`went astray at ${date}`);
    }
    expect(date).toBe('2299-12-31');
  });

  it('knows the weekday and the year', () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        expect(weekday(date)).toBe(utc(date).getUTCDay() || 7);
        expect(yearOf(date)).toBe(utc(date).getUTCFullYear());
      }),
    );
  });

  it.each([
    ['2025-02-21', 6, '2025-08-21'],
    ['2025-08-31', 6, '2026-02-28'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2025-01-31', 1, '2025-02-28'],
    ['2025-12-31', 1, '2026-01-31'],
    ['2025-03-31', -1, '2025-02-28'],
    ['2025-01-15', -13, '2023-12-15'],
  ])('%s and %i months is %s: the same-numbered day or the last of a shorter month (R-63)', (date, months, end) => {
    expect(addMonths(date, months)).toBe(end);
  });

  it('refuses what is no civil date, and days beyond the calendar', () => {
    expect(() => addDays('2025-02-29', 1)).toThrow(RangeError);
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addDays('0001-01-01', -1)).toThrow(RangeError);
    expect([addDays('9999-12-30', 1), addDays('0001-01-02', -1)]).toEqual(['9999-12-31', '0001-01-01']);
    expect(() => addDays('2025-01-01', 0.5)).toThrow(RangeError);
    expect(() => weekday('yesterday')).toThrow(RangeError);
  });
});
