import { stateCouncilCalendar as calendar } from '../calendar/calendar-with';
import { clocksOf } from '../clocks/clocks-of';
import type { CaseCommandData } from '../case/commands';
import { fold } from '../case/fold';
import {
  correctionReceived,
  correctionRequested,
  extensionApproved,
  extensionNotified,
  registered,
  replied,
} from '../case/event-builders';
import { recorded } from '../case/specification';
import type { NewCaseEvent } from '../events/envelope';
import { actsOf, type Assumption } from './assumptions';
import { imaginary, whatIf, type WhatIf } from './what-if';

const today = '2025-03-10';
const open = [registered('2025-03-03')]; // C1 2025-03-12, C3 2025-03-31

function ask(history: NewCaseEvent[], ...assumed: Assumption[]) {
  return whatIf(
    recorded(history),
    assumed.flatMap((assumption, index) => actsOf(assumption, today, index)),
    { caseId: 'demo-case', today, calendar },
  );
}

function imagined(history: NewCaseEvent[], ...assumed: Assumption[]): WhatIf {
  const answer = ask(history, ...assumed);
  if ('rejection' in answer) throw new Error(`refused with ${answer.rejection.code}`);
  return answer;
}

const replyDue = ({ changes }: WhatIf) => {
  const { before, after } = changes.find(({ clock }) => clock === 'C3')!;
  return [before?.dueOn ?? null, after?.dueOn ?? null];
};

describe('what the clocks would be if', () => {
  it('nothing were done: the same', () => {
    const same = imagined(open);
    expect(same.after).toEqual(same.before);
    expect(same.before).toEqual(clocksOf(fold(recorded(open))!, calendar, today));
    expect(same.findings).toEqual([]);
  });

  it('the reply were extended by 10 working days', () => {
    expect(replyDue(imagined(open, { what: 'extend', extraWd: 10 }))).toEqual(['2025-03-31', '2025-04-15']);
  });

  it('a third party were asked today and answered on a day, or after so many', () => {
    // X13: 12 working days of pause.
    const onDay = imagined(open, { what: 'consult', opinionOn: '2025-03-26' });
    expect(replyDue(onDay)).toEqual(['2025-03-31', '2025-04-17']);
    expect(onDay.seenOn).toBe('2025-03-26');
    expect(imagined(open, { what: 'consult', opinionAfterDays: 16 })).toEqual(onDay);
  });

  it('a third party were asked and had not answered yet', () => {
    const waiting = imagined(open, { what: 'consult' });
    expect(waiting.status).toEqual({ before: 'RUNNING', after: 'CONSULTING' });
    expect(waiting.after.find(({ id }) => id === 'C3')?.state).toBe('paused');
  });

  it('two parties were asked one after the other', () => {
    const both = imagined(
      open,
      { what: 'consult', opinionOn: '2025-03-26' },
      { what: 'consult', on: '2025-03-27', opinionOn: '2025-03-28' },
    );
    expect(replyDue(both)).toEqual(['2025-03-31', '2025-04-18']);
  });

  it('a correction were asked for: no reply is due until it comes, then 20 working days again', () => {
    const asked = imagined(open, { what: 'correct' });
    expect(replyDue(asked)).toEqual(['2025-03-31', null]);
    expect(asked.changes.find(({ clock }) => clock === 'C2')).toMatchObject({
      before: null,
      after: { dueOn: '2025-03-24' },
    });
    const corrected = imagined(open, { what: 'correct', correctedOn: '2025-03-14' });
    expect(replyDue(corrected)).toEqual(['2025-03-31', '2025-04-14']);
  });

  it('the act came late: with the finding it would leave', () => {
    const { findings } = imagined(open, { what: 'correct', on: '2025-03-14' });
    expect(findings.map(({ code }) => code)).toEqual(['F_CORRECTION_LATE']);
  });

  it('a step without a day of its own were taken on a given day', () => {
    const lapse: Assumption = { what: 'act', command: { name: 'LapseCorrection', data: {} }, on: '2025-03-25' };
    expect(imagined(open, { what: 'correct' }, lapse)).toMatchObject({
      seenOn: '2025-03-25',
      status: { after: 'CLOSED' },
    });
    expect(ask(open, { what: 'correct' }, { ...lapse, on: '2025-03-24' })).toMatchObject({
      rejection: { code: 'E_NOT_YET' },
      act: 2,
    });
  });
});

describe('what is imagined', () => {
  const decision: CaseCommandData['Decide'] = {
    decidedOn: today,
    resultCode: 'granted',
    legalBasis: ['Reg.36(2)'],
    reasons: '示例理由',
    remedy: 'either',
    docNo: '示例〔2025〕1号',
    decidedBy: 'signer',
  };

  it('is seen on the last day that an act tells, never before today', () => {
    expect(imagined(open, { what: 'correct', on: '2025-03-05' }).seenOn).toBe(today);
    const early: Assumption = { what: 'consult', on: '2025-03-05', opinionOn: '2025-03-26' };
    expect(imagined(open, early, { what: 'consult', on: '2025-03-06' }).seenOn).toBe('2025-03-26');
  });

  it('is not seen on a deadline that an act sets: it lies ahead', () => {
    const data = { sentOn: today, items: ['示例'], dueOn: '2025-03-28' };
    expect(imagined(open, { what: 'act', command: { name: 'RequestCorrection', data } }).seenOn).toBe(today);
  });

  it('is done by somebody else each time, so that nobody reviews his own decision', () => {
    const released = imagined(
      open,
      { what: 'act', command: { name: 'Decide', data: decision } },
      { what: 'act', command: { name: 'DetermineAttribute', data: { attribute: 'on_request', determinedOn: today } } },
      { what: 'act', command: { name: 'RecordSecrecyReview', data: { result: 'passed', reviewedOn: today } } },
      { what: 'act', command: { name: 'DispatchReply', data: { dispatchedOn: today, mode: 'china_post' } } },
    );
    expect(released.status).toEqual({ before: 'RUNNING', after: 'CLOSED' });
  });

  it('brings no finding again that the case has already', () => {
    const late = [...open, correctionRequested('2025-03-14'), correctionReceived('2025-03-17')];
    const onlyNew = imagined(late, { what: 'extend', extraWd: 5, on: '2025-03-18' });
    expect(onlyNew.findings).toEqual([]);
    const overdue = imagined(late, {
      what: 'act',
      command: { name: 'Withdraw', data: { withdrawnOn: '2025-06-30', identityVerified: true } },
    });
    expect(overdue.findings.map(({ code }) => code)).toEqual(['F_OVERDUE']);
  });

  it('belongs to a case that exists', () => {
    expect(() => ask([], { what: 'consult' })).toThrow('a case that does not exist');
  });
});

describe('decided events as they would stand in the log', () => {
  const after = recorded(open);
  const decided = [{ ...extensionApproved('2025-03-10'), note: '备注' }, extensionNotified('2025-03-10')];

  it('come after the history, one after the other, each with a name of its own', () => {
    const events = imaginary(decided, after, { id: 'handler', role: 'handler' });
    expect(events.map(({ revision, position }) => [revision, position])).toEqual([
      [1, 2],
      [2, 3],
    ]);
    expect(new Set([...after, ...events].map(({ id }) => id)).size).toBe(3);
    expect(events[0]).toStrictEqual({
      ...extensionApproved('2025-03-10'),
      id: 'what-if-1',
      stream: after[0]!.stream,
      recordedAt: after[0]!.recordedAt,
      actor: { id: 'handler', role: 'handler' },
      revision: 1,
      position: 2,
      metadata: { unit: 'DEMO', commandId: 'what-if' },
    });
  });

  it('are nobody’s, unless told', () => {
    expect(imaginary(decided, after)[0]?.actor).toEqual({ id: 'what-if', role: 'system' });
  });
});

describe('what the law refuses is refused here as well', () => {
  it.each<[string, NewCaseEvent[], Assumption, string, number]>([
    ['too long an extension', open, { what: 'extend', extraWd: 21 }, 'E_EXT_TOO_LONG', 0],
    ['an extension after the due date', open, { what: 'extend', extraWd: 5, on: '2025-04-01' }, 'E_EXT_AFTER_DUE', 0],
    [
      'a second extension',
      [...open, extensionApproved('2025-03-05'), extensionNotified('2025-03-05')],
      { what: 'extend', extraWd: 5 },
      'E_EXT_USED',
      0,
    ],
    ['an opinion before the letter', open, { what: 'consult', opinionOn: '2025-03-07' }, 'E_DATE_ORDER', 1],
    ['anything in a closed case', [...open, ...replied('2025-03-07')], { what: 'consult' }, 'E_STATE', 0],
  ])('%s', (_what, history, assumption, code, act) => {
    expect(ask(history, assumption)).toMatchObject({ rejection: { code }, act });
  });
});
