import { stateCouncilCalendar as calendar } from '../calendar/calendar-with';
import type { CivilDate } from '../calendar/civil-date';
import type { CaseState, MadeDecision } from '../case/state';
import { caseReceived, reconsidering, replied, served, sued } from './case-state.builder';
import type { ClockId } from './clock';
import { clocksOf } from './clocks-of';
import { findingsOf } from './findings';

/** First reply served on 2025-03-10, made again, served on 2025-05-06. */
const FIRST = served('2025-03-03', '2025-03-10');
const AGAIN: Partial<MadeDecision> = {
  eventId: 'again',
  kind: 'redecided',
  delivery: { servedOn: '2025-05-06', eventId: 'delivered-again' },
};
const twice = replied(FIRST, '2025-04-30', AGAIN);

const clocks = (state: CaseState, id: ClockId, today?: CivilDate) =>
  clocksOf(state, calendar, today)
    .filter((each) => each.id === id)
    .map(({ subject, stoppedOn }) => [subject, stoppedOn]);
const found = (state: CaseState, code: string) =>
  findingsOf(state, calendar).flatMap((each) => (each.code === code ? [[each.eventId, each.detail]] : []));

describe('the decision that is attacked', () => {
  it('is the one a reconsideration names, else the last that had left when it was filed (R-92)', () => {
    const named = reconsidering(twice, { filedOn: '2025-05-07' });
    expect(clocks(named, 'C7')).toEqual([
      ['decided', '2025-05-07'],
      ['again', undefined],
    ]);
    const unnamed = reconsidering(twice, { filedOn: '2025-05-07', target: 'decision' });
    expect(clocks(unnamed, 'C7')).toEqual([
      ['decided', undefined],
      ['again', '2025-05-07'],
    ]);
  });

  it('is, for a direct suit, the last that had left, on the very day of its dispatch too (R-96)', () => {
    const before = sued(twice, { filedOn: '2025-04-29' });
    expect(clocks(before, 'C9')).toEqual([
      ['decided', '2025-04-29'],
      ['again', undefined],
    ]);
    const onTheDay = sued(twice, { filedOn: '2025-04-30' });
    expect(clocks(onTheDay, 'C9')).toEqual([
      ['decided', undefined],
      ['again', '2025-04-30'],
    ]);
  });

  it('was attacked on the earliest of several days, in whatever order they are recorded', () => {
    const two = reconsidering(reconsidering(FIRST, { filedOn: '2025-04-20' }), {
      reconId: 'r2',
      filedOn: '2025-04-01',
    });
    expect(clocks(two, 'C7')).toEqual([['decided', '2025-04-01']]);
  });

  it('has the late reconsideration counted by its own period, not by that of another (F_APPEAL_LATE)', () => {
    // 60 days from 2025-05-06 end on Saturday 2025-07-05 and move to Monday.
    const state = (filedOn: CivilDate) => reconsidering(twice, { filedOn, target: { decisionEventId: 'again' } });
    expect(found(state('2025-07-07'), 'F_APPEAL_LATE')).toEqual([]);
    expect(found(state('2025-07-08'), 'F_APPEAL_LATE')).toEqual([
      ['recon-filed', { filedOn: '2025-07-08', dueOn: '2025-07-07' }],
    ]);
  });
});

describe('the reconsideration that a suit follows (R-95, R-96)', () => {
  const result = { concludedOn: '2025-05-19', servedOn: '2025-05-20', result: 'upheld', eventId: 'c' } as const;
  const one = reconsidering(FIRST, { filedOn: '2025-04-01', concluded: result });
  const two = reconsidering(one, { reconId: 'recon-2', filedOn: '2025-04-02', concluded: result });
  const suit = { route: 'after_reconsideration', filedOn: '2025-06-03' } as const;

  it('is the one it names', () => {
    expect(clocks(sued(two, { ...suit, reconId: 'recon-2' }), 'C8')).toEqual([
      ['recon-1', undefined],
      ['recon-2', '2025-06-03'],
    ]);
  });

  it('is the only one where an old ledger names none, and none where there are two (L-19)', () => {
    expect(clocks(sued(one, suit), 'C8')).toEqual([['recon-1', '2025-06-03']]);
    expect(clocks(sued(two, suit), 'C8')).toEqual([
      ['recon-1', undefined],
      ['recon-2', undefined],
    ]);
  });
});

describe('whether a reply may go to court without a reconsideration (R-84)', () => {
  const refused = { resultCode: 'denied_third_party', remedy: 'reconsideration_first' } as const;

  it('is told by the day of the decision, else by that of its dispatch', () => {
    expect(clocks(served('2023-12-04', '2023-12-11', { ...refused, decidedOn: null }), 'C9')).toHaveLength(1);
    expect(clocks(served('2024-01-02', '2024-01-08', { ...refused, decidedOn: null }), 'C9')).toEqual([]);
    expect(clocks(served('2024-01-02', '2024-01-08', { ...refused, decidedOn: '2023-12-29' }), 'C9')).toHaveLength(1);
  });

  it('is not asked of the day of a decision that no ledger dates and that has not left', () => {
    const undated = replied(caseReceived('2025-03-03'), '2025-03-10', {
      ...refused,
      decidedOn: null,
      dispatch: undefined,
    });
    expect(clocks(undated, 'C9')).toEqual([]);
  });

  it('is by the same days no finding or one (F_RECON_FIRST)', () => {
    const suit = (on: CivilDate, decidedOn: CivilDate | null) =>
      found(sued(replied(caseReceived(on), on, { ...refused, decidedOn }), { filedOn: '2024-04-10' }), 'F_RECON_FIRST');
    expect(suit('2024-01-02', null)).toHaveLength(1);
    expect(suit('2023-12-29', null)).toEqual([]);
    expect(suit('2024-01-02', '2023-12-29')).toEqual([]);
  });
});

describe('a reconsideration and a suit at one time (F_PARALLEL, R §13)', () => {
  const judged = (concludedOn: CivilDate) => ({ concludedOn, result: 'upheld', eventId: 'judged' }) as const;
  const filed = { recon: '2025-04-01', suit: '2025-04-10' };
  const parallel = (
    state: CaseState,
    recon: Partial<Parameters<typeof reconsidering>[1]>,
    suit: Partial<Parameters<typeof sued>[1]>,
  ) =>
    found(
      sued(reconsidering(state, { filedOn: filed.recon, ...recon }), { filedOn: filed.suit, ...suit }),
      'F_PARALLEL',
    ).map(([eventId]) => eventId);

  it('names both, and the event of the later', () => {
    expect(found(sued(reconsidering(FIRST, { filedOn: filed.recon }), { filedOn: filed.suit }), 'F_PARALLEL')).toEqual([
      ['suit-filed', { reconId: 'recon-1', suitId: 'suit-1' }],
    ]);
  });

  it.each<[string, CaseState, Parameters<typeof parallel>[1], Parameters<typeof parallel>[2], string[]]>([
    [
      'where the reconsideration ended after the suit was filed',
      FIRST,
      { concluded: judged('2025-04-11') },
      {},
      ['suit-filed'],
    ],
    ['not where it ended on that day', FIRST, { concluded: judged('2025-04-10') }, {}, []],
    [
      'where the suit ended after the reconsideration was filed',
      FIRST,
      { filedOn: '2025-05-06' },
      { concluded: judged('2025-05-07') },
      ['recon-filed'],
    ],
    ['not where it ended on that day', FIRST, { filedOn: '2025-05-06' }, { concluded: judged('2025-05-06') }, []],
    [
      'where both are about the failure to reply',
      caseReceived('2025-03-03'),
      { target: 'inaction' },
      {},
      ['suit-filed'],
    ],
    ['not where they are about two decisions', twice, { filedOn: '2025-05-07' }, { filedOn: '2025-05-08' }, []],
  ])('%s', (_what, state, recon, suit, eventIds) => {
    expect(parallel(state, recon, suit)).toEqual(eventIds);
  });
});
