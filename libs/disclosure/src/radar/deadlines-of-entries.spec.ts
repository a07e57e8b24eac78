import * as e from '../case/event-builders';
import type { NewCaseEvent } from '../events/envelope';
import { caseFile } from '../replay/case-file';
import { logged } from '../replay/logged';
import { deadlinesOfEntries } from './deadlines-of-entries';

/** Received on Monday 2025-03-03, due on 2025-03-31. */
const registered: [string, NewCaseEvent] = ['2025-03-03T02:00:00.000Z', e.registered('2025-03-03')];
const deadlines = (...told: [string, NewCaseEvent][]) => [...deadlinesOfEntries(caseFile(logged(registered, ...told)))];
const turned = (...told: [string, NewCaseEvent][]) =>
  deadlines(...told)
    .filter(([, { turnedInTime }]) => turnedInTime)
    .map(([id]) => id);

describe('the reply period an entry met', () => {
  it('is the one known before it', () => {
    expect(deadlines(['2025-03-12T02:00:00.000Z', e.correctionRequested('2025-03-12')])).toEqual([
      ['event-2', { clock: 'C3', dueOn: '2025-03-31', turnedInTime: false, decidedInTime: false }],
    ]);
  });

  it('was over, until a reply dated into it was typed', () => {
    const late = '2025-04-08T02:00:00.000Z';
    expect(turned([late, e.replyDecided('2025-03-28')], [late, e.replyDispatched('2025-03-28')])).toEqual(['event-3']);
  });

  it('was not over where the reply was typed in time, or told to be late', () => {
    expect(turned(['2025-03-31T02:00:00.000Z', e.replyDispatched('2025-03-28')])).toEqual([]);
    expect(
      turned(
        ['2025-04-08T02:00:00.000Z', e.replyDecided('2025-04-08')],
        ['2025-04-08T02:00:00.000Z', e.replyDispatched('2025-04-08')],
      ),
    ).toEqual([]);
  });

  it('was over, and is still over for what happened on the day it was typed', () => {
    expect(turned(['2025-04-08T02:00:00.000Z', e.caseVoided('2025-04-08')])).toEqual([]);
  });

  it('was over, until an extension dated into it was typed', () => {
    expect(
      turned(
        ['2025-03-20T02:00:00.000Z', e.extensionApproved('2025-03-20')],
        ['2025-04-02T02:00:00.000Z', e.extensionNotified('2025-03-25')],
      ),
    ).toEqual(['event-3']);
  });

  it('was missed, until a correction moved the day of the reply', () => {
    const late = '2025-04-08T02:00:00.000Z';
    expect(
      turned(...e.replied('2025-04-08').map((event): [string, NewCaseEvent] => [late, event]), [
        '2025-05-06T02:00:00.000Z',
        e.entryCorrected('event-3', 'dispatchedOn', { newValue: '2025-03-28' }, '2025-05-06'),
      ]),
    ).toEqual(['event-5']);
  });

  it('left a trace in time where the decision was on record before it ended', () => {
    const late = '2025-04-08T02:00:00.000Z';
    const [, [, dispatched]] = deadlines(
      ['2025-03-28T02:00:00.000Z', e.replyDecided('2025-03-28')],
      [late, e.replyDispatched('2025-03-28')],
    ) as [unknown, [string, { decidedInTime: boolean; turnedInTime: boolean }]];
    expect(dispatched).toMatchObject({ turnedInTime: true, decidedInTime: true });
  });
});
