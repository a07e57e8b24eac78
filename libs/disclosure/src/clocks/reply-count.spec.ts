import fc from 'fast-check';
import { stateCouncilCalendar as calendar } from '../calendar/calendar-with';
import { addDays, type CivilDate } from '../calendar/civil-date';
import { isWorkday } from '../calendar/day-kind';
import { workdaysIn } from '../calendar/working-days';
import type { CaseState } from '../case/state';
import { caseReceived, consulted, consulting, deferred, extended } from './case-state.builder';
import { isReplyOverdueOn, replyPeriod } from './reply-period';

interface Asked {
  sentAfter: number;
  lasts: number;
}
const received = fc.integer({ min: 0, max: 2200 }).map((days) => addDays('2019-06-01', days));
const asked = fc.record({ sentAfter: fc.integer({ min: 0, max: 90 }), lasts: fc.integer({ min: 0, max: 40 }) });
const consultations = fc.array(asked, { maxLength: 4 });
const extraWd = fc.integer({ min: 0, max: 20 });

/** Received, extended at once if at all, and its consultations all over. */
function caseOf(receivedOn: CivilDate, extra: number, asked: Asked[]): CaseState {
  const state = caseReceived(receivedOn);
  const longer = extra > 0 ? extended(state, extra, { approvedOn: receivedOn, notifiedOn: receivedOn }) : state;
  return asked.reduce((before, { sentAfter, lasts }, index) => {
    const sentOn = addDays(receivedOn, sentAfter);
    return consulted(before, `consult-${index}`, sentOn, addDays(sentOn, lasts));
  }, longer);
}

/** The same rule told with a list of working days and sets instead of walks. */
function model(receivedOn: CivilDate, extra: number, asked: Asked[]): { dueOn: CivilDate; paused: number } {
  const workdays: CivilDate[] = [];
  for (let i = 1; i < 500; i++) {
    const day = addDays(receivedOn, i);
    if (isWorkday(day, calendar)) workdays.push(day);
  }
  const paused = new Set<CivilDate>();
  const dueOn = () => workdays[20 + extra + paused.size - 1] ?? '';
  for (const { sentAfter, lasts } of [...asked].sort((a, b) => a.sentAfter - b.sentAfter)) {
    const [sentOn, endedOn] = [addDays(receivedOn, sentAfter), addDays(receivedOn, sentAfter + lasts)];
    if (sentOn <= dueOn()) workdays.filter((day) => day > sentOn && day <= endedOn).forEach((day) => paused.add(day));
  }
  return { dueOn: dueOn(), paused: paused.size };
}

function periodOf(state: CaseState, asOf?: CivilDate) {
  const period = replyPeriod(state, calendar, asOf);
  if (!period) throw new Error('no reply period');
  return period;
}

describe('the reply period', () => {
  it('is 20 working days and ends on one, when nothing moves it (invariant 4)', () => {
    fc.assert(
      fc.property(received, (receivedOn) => {
        const { dueOn } = periodOf(caseReceived(receivedOn));
        expect(workdaysIn(receivedOn, dueOn, calendar)).toBe(20);
        expect(isWorkday(dueOn, calendar)).toBe(true);
      }),
    );
  });

  it('ends where the union of the pauses puts it, whatever the number and order of consultations (R-34, R-35)', () => {
    fc.assert(
      fc.property(received, extraWd, consultations, (receivedOn, extra, asked) => {
        const { dueOn, parts } = periodOf(caseOf(receivedOn, extra, asked));
        expect({ dueOn, paused: parts.paused }).toEqual(model(receivedOn, extra, asked));
      }),
    );
  });

  it('does not depend on the order in which consultations were recorded', () => {
    fc.assert(
      fc.property(received, extraWd, consultations, (receivedOn, extra, asked) => {
        const there = periodOf(caseOf(receivedOn, extra, asked));
        const back = periodOf(caseOf(receivedOn, extra, [...asked].reverse()));
        expect(back.dueOn).toBe(there.dueOn);
      }),
    );
  });

  it('always leaves 20 and the extension to work in (invariant 5)', () => {
    fc.assert(
      fc.property(received, extraWd, consultations, (receivedOn, extra, asked) => {
        const { dueOn, working, parts } = periodOf(caseOf(receivedOn, extra, asked));
        expect(working.filter(({ counted }) => counted)).toHaveLength(20 + extra);
        expect(working.filter(({ rule }) => rule === 'R-34')).toHaveLength(parts.paused);
        expect(workdaysIn(receivedOn, dueOn, calendar)).toBe(20 + extra + parts.paused);
        expect(working.at(-1)?.on).toBe(dueOn);
      }),
    );
  });

  it('never ends earlier than it did a fact ago (invariant 3)', () => {
    fc.assert(
      fc.property(received, fc.array(asked, { minLength: 1, maxLength: 4 }), extraWd, (receivedOn, asked, extra) => {
        for (const asOfThen of [false, true]) {
          let before = '';
          for (const { on, state } of unfolding(receivedOn, asked, extra)) {
            const { dueOn } = periodOf(state, asOfThen ? on : undefined);
            expect(dueOn >= before).toBe(true);
            before = dueOn;
          }
        }
      }),
    );
  });
});

/** The states of one case as it goes on: letters sent, received after 3 days, answered; the extension in the middle. */
function unfolding(receivedOn: CivilDate, asked: Asked[], extra: number): { on: CivilDate; state: CaseState }[] {
  const letters = asked.map(({ sentAfter, lasts }, index) => {
    const sentOn = addDays(receivedOn, sentAfter);
    const [gotOn, endedOn] = [addDays(sentOn, 3), addDays(sentOn, 3 + Math.min(lasts, 15))];
    return { id: `consult-${index}`, sentOn, gotOn, endedOn };
  });
  const notifiedOn = addDays(receivedOn, 12);
  const days = [receivedOn, notifiedOn, ...letters.flatMap(({ sentOn, gotOn, endedOn }) => [sentOn, gotOn, endedOn])];
  return [...new Set(days)].sort().map((on) => {
    let state = caseReceived(receivedOn);
    if (extra > 0 && notifiedOn <= on) state = extended(state, extra, { approvedOn: notifiedOn, notifiedOn });
    for (const { id, sentOn, gotOn, endedOn } of letters)
      if (sentOn <= on)
        state = consulting(state, id, {
          sentOn,
          ...(gotOn <= on ? { noticeReceivedOn: gotOn } : {}),
          ...(endedOn <= on ? { outcome: { how: 'opinion' as const, endedOn } } : {}),
        });
    return { on, state };
  });
}

it('a make-up day keeps the notice it is worked by, a day of an unknown year R-66, in the extension too', () => {
  const state = extended(caseReceived('2024-09-18'), 20, { approvedOn: '2024-09-18', notifiedOn: '2024-09-18' });
  const rules = new Map(periodOf(state).working.map(({ on, rule }) => [on, rule]));
  const notice = calendar.schedule(2024)?.source;
  expect([rules.get('2024-09-29'), rules.get('2024-10-12')]).toEqual([notice, notice]);
  const beyond = extended(caseReceived('2026-12-01'), 20, { approvedOn: '2026-12-01', notifiedOn: '2026-12-01' });
  const last = periodOf(beyond).working.at(-1);
  expect(last).toMatchObject({ n: 40, rule: 'R-66' });
});

describe('an extension', () => {
  const state = caseReceived('2025-01-20'); // due on 2025-02-21

  it('moves nothing while it is only approved (R-31)', () => {
    expect(periodOf(extended(state, 20, { approvedOn: '2025-02-20' }))).toMatchObject({
      dueOn: '2025-02-21',
      parts: { extension: 0 },
    });
  });

  it('moves the end when notified on the last day, and no more on the day after (R-31)', () => {
    const onTheLastDay = extended(state, 10, { approvedOn: '2025-02-20', notifiedOn: '2025-02-21' });
    const theDayAfter = extended(state, 10, { approvedOn: '2025-02-20', notifiedOn: '2025-02-22' });
    expect(periodOf(onTheLastDay).dueOn).toBe('2025-03-07');
    expect(periodOf(theDayAfter).dueOn).toBe('2025-02-21');
  });

  it('is in time when a pause has moved the end beyond it', () => {
    const paused = consulted(state, 'A', '2025-02-19', '2025-02-26');
    const late = extended(paused, 10, { approvedOn: '2025-02-27', notifiedOn: '2025-02-28' });
    expect(periodOf(paused).dueOn).toBe('2025-02-28');
    expect(periodOf(late).dueOn).toBe('2025-03-14');
  });

  it('counts its days by its own rule', () => {
    const longer = extended(state, 2, { approvedOn: '2025-02-20', notifiedOn: '2025-02-21' });
    expect(periodOf(longer).working.slice(-4)).toEqual([
      { on: '2025-02-22', kind: 'weekend', counted: false, rule: 'R-61' },
      { on: '2025-02-23', kind: 'weekend', counted: false, rule: 'R-61' },
      { on: '2025-02-24', kind: 'workday', counted: true, n: 21, rule: 'R-31' },
      { on: '2025-02-25', kind: 'workday', counted: true, n: 22, rule: 'R-31' },
    ]);
  });
});

describe('a consultation', () => {
  const state = caseReceived('2025-03-03'); // due on 2025-03-31

  it('pauses from the day after its letter to the day of the answer, and names itself on each (R-34)', () => {
    const { working } = periodOf(consulted(state, 'A', '2025-03-06', '2025-03-10'));
    expect(working.slice(2, 9)).toEqual([
      { on: '2025-03-06', kind: 'workday', counted: true, n: 3, rule: 'R-60' },
      { on: '2025-03-07', kind: 'workday', counted: false, rule: 'R-34', pausedBy: ['A'] },
      { on: '2025-03-08', kind: 'weekend', counted: false, rule: 'R-61' },
      { on: '2025-03-09', kind: 'weekend', counted: false, rule: 'R-61' },
      { on: '2025-03-10', kind: 'workday', counted: false, rule: 'R-34', pausedBy: ['A'] },
      { on: '2025-03-11', kind: 'workday', counted: true, n: 4, rule: 'R-60' },
      { on: '2025-03-12', kind: 'workday', counted: true, n: 5, rule: 'R-60' },
    ]);
  });

  it('names both on a day paused by two', () => {
    const both = consulted(consulted(state, 'A', '2025-03-06', '2025-03-10'), 'B', '2025-03-07', '2025-03-11');
    const paused = periodOf(both).working.flatMap(({ on, pausedBy }) => (pausedBy ? [[on, ...pausedBy]] : []));
    expect(paused).toEqual([
      ['2025-03-07', 'A'],
      ['2025-03-10', 'A', 'B'],
      ['2025-03-11', 'B'],
    ]);
  });

  it('sent on the last day pauses, sent on the day after does not (R-35)', () => {
    expect(periodOf(consulted(state, 'A', '2025-03-31', '2025-04-03'))).toMatchObject({
      dueOn: '2025-04-03',
      afterDue: [],
    });
    const late = periodOf(consulted(state, 'A', '2025-04-01', '2025-04-03'));
    expect([late.dueOn, late.afterDue.map(({ consultId }) => consultId)]).toEqual(['2025-03-31', ['A']]);
  });

  it('is in time when an earlier one has moved the end, even if recorded before it', () => {
    const second = consulted(state, 'B', '2025-04-02', '2025-04-08');
    expect(periodOf(second).parts.paused).toBe(0);
    expect(periodOf(consulted(second, 'A', '2025-03-24', '2025-03-31')).parts.paused).toBe(5 + 3);
  });

  it('deducted as a number adds that number, without days (L-19)', () => {
    const { dueOn, parts, working } = periodOf(consulting(state, 'A', { sentOn: null, deductedWd: 3 }));
    expect([dueOn, parts.paused]).toEqual(['2025-04-03', 3]);
    expect(working.slice(-3).map(({ rule }) => rule)).toEqual(['L-19', 'L-19', 'L-19']);
  });

  it('with known days and a number pauses by its days alone', () => {
    const outcome = { how: 'opinion' as const, endedOn: '2025-03-10' };
    const { parts } = periodOf(consulting(state, 'A', { sentOn: '2025-03-06', deductedWd: 9, outcome }));
    expect(parts.paused).toBe(2);
  });

  it('without days or number pauses nothing and says so (L-19)', () => {
    const outcome = { how: 'opinion' as const, endedOn: null };
    const unknown = periodOf(consulting(state, 'A', { sentOn: '2025-03-06', outcome }));
    expect(unknown).toMatchObject({ dueOn: '2025-03-31', unmeasured: true });
  });

  it('that lapsed on a day not recorded ends with its period', () => {
    const outcome = { how: 'lapsed' as const, endedOn: null };
    const lapsed = consulting(state, 'A', { sentOn: '2025-03-10', noticeReceivedOn: '2025-03-12', outcome });
    expect(periodOf(lapsed)).toMatchObject({ parts: { paused: workdaysIn('2025-03-10', '2025-04-02', calendar) } });
  });
});

describe('an open consultation', () => {
  const open = consulting(caseReceived('2025-03-03'), 'A', { sentOn: '2025-03-10' });

  it('has lasted until the day asked about', () => {
    expect(periodOf(open, '2025-03-14')).toMatchObject({ paused: true, parts: { paused: 4 }, dueOn: '2025-04-07' });
    expect(periodOf(open, '2025-03-17')).toMatchObject({ paused: true, parts: { paused: 5 }, dueOn: '2025-04-08' });
  });

  it('keeps the period alive long after the due date it would have had', () => {
    expect(isReplyOverdueOn(open, calendar, '2025-06-30')).toBe(false);
    expect(isReplyOverdueOn(caseReceived('2025-03-03'), calendar, '2025-06-30')).toBe(true);
  });

  it('sent on the due date keeps it alive over a weekend, when no working day has been paused yet', () => {
    const late = consulting(caseReceived('2025-03-03'), 'A', { sentOn: '2025-03-31' });
    expect(isReplyOverdueOn(late, calendar, '2025-04-05')).toBe(false); // a Saturday after Qingming
    expect(isReplyOverdueOn(late, calendar, '2025-04-07')).toBe(false);
    expect(
      isReplyOverdueOn(consulting(caseReceived('2025-03-03'), 'A', { sentOn: '2025-04-01' }), calendar, '2025-04-05'),
    ).toBe(true);
  });

  it('holds the clock no longer than its opinion period, once its beginning is known', () => {
    const received = consulting(caseReceived('2025-03-03'), 'A', {
      sentOn: '2025-03-10',
      noticeReceivedOn: '2025-03-12',
    });
    expect(periodOf(received, '2025-04-02')).toMatchObject({ paused: true });
    expect(periodOf(received, '2025-04-03')).toMatchObject({ paused: false });
    expect(periodOf(received, '2025-06-30').dueOn).toBe(periodOf(received, '2025-04-02').dueOn);
    expect(isReplyOverdueOn(received, calendar, '2025-06-30')).toBe(true);
  });

  it('without a day asked about has lasted until the last day known of it', () => {
    expect(periodOf(open)).toMatchObject({ paused: true, parts: { paused: 0 }, dueOn: '2025-03-31' });
    const received = consulting(caseReceived('2025-03-03'), 'A', {
      sentOn: '2025-03-10',
      noticeReceivedOn: '2025-03-12',
    });
    expect(periodOf(received)).toMatchObject({ paused: true, parts: { paused: 2 }, dueOn: '2025-04-02' });
  });
});

describe('a deferred reply (R-40)', () => {
  const state = caseReceived('2025-03-03'); // due on 2025-03-31

  it('is due on the day it was put off to; the days between do not count', () => {
    const { dueOn, working } = periodOf(deferred(state, '2025-04-02'));
    expect(dueOn).toBe('2025-04-02');
    expect(working.slice(-3)).toEqual([
      { on: '2025-03-31', kind: 'workday', counted: true, n: 20, rule: 'R-60' },
      { on: '2025-04-01', kind: 'workday', counted: false, rule: 'R-40' },
      { on: '2025-04-02', kind: 'workday', counted: false, rule: 'R-40' },
    ]);
  });

  it('is over after that day, whoever is still being asked: a named day waits for nobody', () => {
    const asked = consulting(deferred(state, '2025-05-20'), 'A', { sentOn: '2025-05-20' });
    expect(periodOf(asked, '2025-05-21')).toMatchObject({ dueOn: '2025-05-20', paused: false });
    expect(isReplyOverdueOn(asked, calendar, '2025-05-21')).toBe(true);
  });

  it('is not brought back to life by what was asked after the counted days', () => {
    const asked = consulting(deferred(state, '2025-04-07'), 'A', { sentOn: '2025-04-01' });
    // Were its days paused, 20 counted days would end after 7 April from 14 April on.
    expect(periodOf(asked, '2025-05-20')).toMatchObject({ dueOn: '2025-04-07', paused: false, afterDue: [] });
    expect(isReplyOverdueOn(asked, calendar, '2025-04-08')).toBe(true);
    expect(isReplyOverdueOn(asked, calendar, '2025-05-20')).toBe(true);
  });

  it('is still lengthened by what was asked on the last counted day', () => {
    const asked = consulting(deferred(state, '2025-04-07'), 'A', { sentOn: '2025-03-31' });
    expect(isReplyOverdueOn(asked, calendar, '2025-05-20')).toBe(false);
  });

  it('gives way to the counted days where a pause carries those beyond it', () => {
    const asked = consulting(deferred(state, '2025-04-02'), 'A', { sentOn: '2025-03-10' });
    expect(periodOf(asked, '2025-05-20')).toMatchObject({ paused: true });
    expect(isReplyOverdueOn(asked, calendar, '2025-05-20')).toBe(false);
  });

  it('is never due earlier than it was (invariant 3)', () => {
    expect(periodOf(deferred(state, '2025-03-20')).dueOn).toBe('2025-03-31');
  });
});
