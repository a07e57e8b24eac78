import { stateCouncilCalendar } from '../calendar/calendar-with';
import { due } from '../calendar/working-days';
import { calendarDue } from './calendar-due';
import { WORKED_EXAMPLES } from './worked-examples';

describe('the worked examples of the regulation', () => {
  it.each(WORKED_EXAMPLES)('$id: $situation', ({ computed, expected }) => {
    expect(computed()).toEqual(expected);
  });
});

describe('counts that are wrong give other days, so that the examples can tell them apart', () => {
  const right = (received: string) => due(received, 20, stateCouncilCalendar).dueOn;

  it.each([
    ['X02', '2024-01-31', '2024-02-28'],
    ['X04', '2024-09-12', '2024-10-10'],
    ['X05', '2024-09-20', '2024-10-18'],
    ['X07', '2024-12-31', '2025-01-28'],
    ['X08', '2025-01-20', '2025-02-17'],
  ])('%s: Monday to Friday alone, from %s, would be due on %s', (_id, received, wrong) => {
    expect(naiveDue(received, 20, (day) => isMondayToFriday(day))).toBe(wrong);
    expect(right(received)).not.toBe(wrong);
  });

  it.each([
    ['X02', '2024-01-31', '2024-03-06'],
    ['X04', '2024-09-12', '2024-10-21'],
    ['X05', '2024-09-20', '2024-10-25'],
    ['X08', '2025-01-20', '2025-02-25'],
  ])('%s: without the make-up days, from %s, would be due on %s', (_id, received, wrong) => {
    const worked = (day: Date) => isMondayToFriday(day) && !isDayOff(day);
    expect(naiveDue(received, 20, worked)).toBe(wrong);
    expect(right(received)).not.toBe(wrong);
  });

  it('X08: with the start day counted it would be due on 2025-02-20', () => {
    expect(due('2025-01-20', 19, stateCouncilCalendar).dueOn).toBe('2025-02-20');
    expect(right('2025-01-20')).not.toBe('2025-02-20');
  });

  it('X15: with the pauses added up it would be due on 2024-11-20', () => {
    expect(due('2024-09-18', 20 + 12 + 10, stateCouncilCalendar).dueOn).toBe('2024-11-20');
    expect(due('2024-09-18', 20 + 14, stateCouncilCalendar).dueOn).toBe('2024-11-08');
  });
});

describe('periods of calendar days that move wrongly give other days', () => {
  const rolls = (end: string, worked: (day: Date) => boolean) =>
    worked(new Date(`${end}T00:00:00Z`)) ? end : naiveDue(end, 1, worked);
  const withoutMakeUps = (day: Date) => isMondayToFriday(day) && !isDayOff(day);

  it.each([
    ['X20', '2024-12-03', { calendarDays: 60 }, '2025-02-03'],
    ['X21', '2024-08-02', { calendarDays: 60 }, '2024-10-01'],
    ['X22', '2025-01-14', { calendarDays: 15 }, '2025-01-29'],
    ['X23', '2025-04-03', { months: 6 }, '2025-10-03'],
  ])('%s: over weekends alone it would end elsewhere', (_id, start, length, wrong) => {
    const { dueOn, working } = calendarDue(start, length, stateCouncilCalendar);
    expect(rolls(working[0]!.on, isMondayToFriday)).toBe(wrong);
    expect(dueOn).not.toBe(wrong);
  });

  it('X24: without the make-up days it would move to 2026-03-02', () => {
    expect(rolls('2026-02-28', withoutMakeUps)).toBe('2026-03-02');
    expect(calendarDue('2025-08-31', { months: 6 }, stateCouncilCalendar).dueOn).toBe('2026-02-28');
  });

  it.each([
    ['X25', '2025-01-26', 5, '2025-01-31', '2025-02-10'],
    ['X26', '2025-09-25', 20, '2025-10-23', '2025-10-31'],
  ])('%s: Monday to Friday alone, or without the make-up days', (_id, start, workingDays, naive, noMakeUp) => {
    expect(naiveDue(start, workingDays, isMondayToFriday)).toBe(naive);
    expect(naiveDue(start, workingDays, withoutMakeUps)).toBe(noMakeUp);
    expect([naive, noMakeUp]).not.toContain(due(start, workingDays, stateCouncilCalendar).dueOn);
  });
});

function naiveDue(start: string, workingDays: number, worked: (day: Date) => boolean): string {
  const day = new Date(`${start}T00:00:00Z`);
  for (let left = workingDays; left > 0;) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (worked(day)) left--;
  }
  return day.toISOString().slice(0, 10);
}

function isMondayToFriday(day: Date): boolean {
  return day.getUTCDay() >= 1 && day.getUTCDay() <= 5;
}

function isDayOff(day: Date): boolean {
  return stateCouncilCalendar.schedule(day.getUTCFullYear())?.daysOff.includes(day.toISOString().slice(0, 10)) ?? false;
}
