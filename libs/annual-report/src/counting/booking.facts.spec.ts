import { bookedFacts, bookedGroups, bookedState, type RequestState } from '@app/annual-report';
import type { StatisticalFacts } from '@app/disclosure';

const open = (statYear: number): RequestState => ({
  statYear,
  column: 'natural_person',
  concludedYear: null,
  resultCode: null,
});
const granted = (statYear: number, concludedYear: number): RequestState => ({
  ...open(statYear),
  concludedYear,
  resultCode: 'granted',
});

describe('a result that lies after the published year', () => {
  it('is bound by no report, though it was known when the last was made', () => {
    expect(bookedState([2024], [granted(2024, 2025), open(2024)])).toEqual(open(2024));
    expect(bookedState([2024], [granted(2024, 2025), granted(2024, 2026)])).toEqual(granted(2024, 2026));
    expect(bookedState([2024], [granted(2024, 2025), null])).toEqual({
      ...granted(2024, 2025),
      resultCode: 'other_other',
    });
  });
});

describe('the groups the tables of a year are made of', () => {
  const histories = [
    { states: [null, open(2024), granted(2024, 2024)], count: 3 },
    { states: [null, null, null], count: 5 },
  ];

  it('are bound by the reports of earlier years only: a report made again is not bound by itself (A-42)', () => {
    expect(bookedGroups(histories, [2023, 2024], 2024)).toEqual([{ ...granted(2024, 2024), count: 3 }]);
    expect(bookedGroups(histories, [2023, 2024], 2025)).toEqual([{ ...granted(2024, 2025), count: 3 }]);
  });

  it('have nobody who counts nowhere', () => {
    expect(bookedGroups([{ states: [], count: 1 }], [], 2024)).toEqual([]);
  });
});

describe('the facts of a case as booked', () => {
  const FACTS: StatisticalFacts = {
    unit: 'U',
    caseId: 'case-1',
    caseNo: '1',
    statYear: 2024,
    receivedOn: '2024-10-08',
    column: 'natural_person',
    receivedEventId: 'received',
    appeals: [],
  };
  const CLOSED: StatisticalFacts = {
    ...FACTS,
    concludedYear: 2024,
    concludedOn: '2024-11-04',
    resultCode: 'granted',
    concludedEventId: 'closed',
  };

  it('are those of the events, and name no other year, while they counted in their own', () => {
    expect(bookedFacts([], [CLOSED])).toEqual(CLOSED);
    expect(bookedFacts([2024], [CLOSED, CLOSED])).not.toHaveProperty('originYear');
    expect(bookedFacts([2024], [FACTS, FACTS])).toMatchObject({ concludedYear: undefined, resultCode: undefined });
  });

  it('name the year their events say where a published report moved them into another (A-42)', () => {
    expect(bookedFacts([2024], [undefined, CLOSED])).toMatchObject({
      statYear: 2025,
      originYear: 2024,
      concludedYear: 2025,
      resultCode: 'granted',
      concludedOn: '2024-11-04',
    });
  });

  it('are none for a case that no report counted and that counts nowhere now', () => {
    expect(bookedFacts([2024], [{ ...FACTS, statYear: 2025 }, undefined])).toBeNull();
    expect(bookedFacts([2024], [undefined, undefined])).toBeNull();
  });

  it('have each proceeding by itself, under the number of its own filing (A-50, A-55)', () => {
    const recon = { group: 'recon' as const, filedOn: '2024-11-04', filedEventId: 'filed' };
    const suit = { group: 'suit_direct' as const, filedOn: '2025-01-13', filedEventId: 'sued' };
    const ended = { ...recon, concludedOn: '2024-12-30', result: 'upheld' as const, concludedEventId: 'ended' };
    const booked = bookedFacts(
      [2024],
      [
        { ...CLOSED, appeals: [recon] },
        { ...CLOSED, appeals: [ended, suit] },
      ],
    );
    expect(booked?.appeals.map(({ filedEventId, booked: state }) => ({ filedEventId, ...state }))).toEqual([
      { filedEventId: 'filed', group: 'recon', filedYear: 2024, concludedYear: 2025, result: 'upheld' },
      { filedEventId: 'sued', group: 'suit_direct', filedYear: 2025, concludedYear: null, result: null },
    ]);
  });
});
