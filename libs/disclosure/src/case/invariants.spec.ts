import fc from 'fast-check';
import { replyDue } from '../clocks/reply-period';
import type { CaseEvent, CaseEventType, NewCaseEvent } from '../events/envelope';
import { eventsOfRecord } from '../record/events-of-record';
import { recordOf } from '../record/record-of';
import { factsOf } from '../statistics/facts-of';
import * as e from './event-builders';
import { effectiveHistory } from './effective-history';
import { fold } from './fold';
import { circumstances, recorded, stateAfter } from './specification';
import type { CaseState } from './state';
import { triedHistories } from '../../test/tried-histories';

function stateOf(history: CaseEvent[]): CaseState {
  const state = fold(history);
  if (!state) throw new Error('no case');
  return state;
}

const count = (history: CaseEvent[], type: CaseEventType) =>
  effectiveHistory(history).filter((event) => event.type === type).length;

describe('whatever is tried (regulation §15)', () => {
  it('1: a case has at most one closing, a void one none', () => {
    fc.assert(
      fc.property(triedHistories, (history) => {
        const state = stateOf(history);
        expect(count(history, 'CaseClosed')).toBeLessThanOrEqual(1);
        if (state.status === 'VOID' || state.status === 'SPLIT') expect(count(history, 'CaseClosed')).toBe(0);
        if (state.status === 'CLOSED') expect(count(history, 'CaseClosed')).toBe(1);
      }),
      { numRuns: 150 },
    );
  });

  it('2: no case is concluded before it was received', () => {
    fc.assert(
      fc.property(triedHistories, (history) => {
        const { receivedOn, closing } = stateOf(history);
        if (closing) expect(receivedOn !== null && receivedOn <= closing.concludedOn).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('7: corrections to the value that stands change nothing', () => {
    fc.assert(
      fc.property(triedHistories, fc.nat(), (history, pick) => {
        const effective = effectiveHistory(history);
        const target = effective[pick % effective.length];
        if (!target) return;
        const same = Object.entries(target.data).map(([field, value]) =>
          e.entryCorrected(target.id, field, { oldValue: value as unknown, newValue: value as unknown }),
        );
        const { revision: _r, position: _p, ...before } = stateOf(history);
        expect(stateOf([...history, ...recorded(same, history)])).toMatchObject(before);
      }),
      { numRuns: 100 },
    );
  });

  it('its row, recorded on itself, is unchanged; in an empty register it counts the same (L-21, L-25)', () => {
    fc.assert(
      fc.property(triedHistories, (history) => {
        const state = stateOf(history);
        if (factsOf(state) === undefined) return;
        const row = recordOf(state);
        expect(eventsOfRecord(row, history, circumstances)).toEqual({ events: [] });
        const outcome = eventsOfRecord(row, [], circumstances);
        if ('rejection' in outcome) throw new Error(JSON.stringify(outcome.rejection));
        expect(cells(stateAfter(...outcome.events))).toEqual(cells(state));
      }),
      { numRuns: 150 },
    );
  });

  it('reaches every state it can reach, so that the above says something', () => {
    const reached = new Set(fc.sample(triedHistories, { numRuns: 400, seed: 20250303 }).map((h) => stateOf(h).status));
    expect([...reached].sort()).toEqual([
      'AWAITING_CORRECTION',
      'AWAITING_PAYMENT',
      'CLOSED',
      'CONSULTING',
      'DECIDED',
      'RUNNING',
      'SPLIT',
      'UNCONFIRMED',
      'VOID',
    ]);
  });
});

/** The cells of a case, without the events that prove them. */
function cells(state: CaseState): unknown {
  const { statYear, column, concludedYear, resultCode, appeals = [], fee } = factsOf(state) ?? {};
  const bare = appeals.map(({ group, filedOn, concludedOn, result }) => ({ group, filedOn, concludedOn, result }));
  // A ledger row has no column for money given back.
  const paid = fee && { ...fee, collected: fee.collected.filter(({ yuan }) => yuan > 0) };
  return { statYear, column, concludedYear, resultCode, fee: paid, appeals: bare.map((a) => JSON.stringify(a)).sort() };
}

describe('late entries that do not depend on each other (invariant 6)', () => {
  const chains: NewCaseEvent[][] = [
    [e.correctionRequested('2025-03-05'), e.correctionReceived('2025-03-07')],
    [e.feeNoticeIssued('2025-03-17'), e.feePaid('2025-03-24')],
    [e.thirdPartyConsulted('2025-03-10'), e.thirdPartyOpinion('2025-03-14', 'agree')],
    [e.agencyConsulted('2025-03-11'), e.consultationCancelled('2025-03-13', 'consult-2')],
    [e.extensionApproved('2025-04-01'), e.extensionNotified('2025-04-02')],
    [e.reasonsRequested('2025-03-06')],
    [...e.replied('2025-05-06'), e.replyDelivered('2025-05-08')],
    [e.reconsiderationFiled('2025-05-20'), e.reconsiderationConcluded('2025-07-01', 'upheld')],
    [e.litigationFiled('2025-05-21'), e.litigationConcluded('2025-12-01', 'other')],
  ];

  /** Takes the next event of a chain, as often as the numbers say; each chain keeps its own order. */
  function interleaved(numbers: number[]): NewCaseEvent[] {
    const left = chains.map((chain) => [...chain]);
    const order: NewCaseEvent[] = [];
    for (let i = 0; left.some((chain) => chain.length > 0); i++) {
      const open = left.filter((chain) => chain.length > 0);
      const next = open[(numbers[i] ?? 0) % open.length]?.shift();
      if (next) order.push(next);
    }
    return order;
  }

  function seen(events: NewCaseEvent[]): unknown {
    const state = stateAfter(e.registered('2025-03-03'), ...events);
    return {
      status: state.status,
      cells: cells(state),
      dueOn: replyDue(state, circumstances.calendar)?.dueOn,
      epochs: state.epochs.map(({ anchor, startedOn, extension }) => [anchor, startedOn, extension?.notifiedOn]),
    };
  }

  it('give the same picture in whatever order they are recorded', () => {
    const inOrder = seen(chains.flat());
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 8 }), { minLength: 25, maxLength: 25 }), (numbers) => {
        expect(seen(interleaved(numbers))).toEqual(inOrder);
      }),
      { numRuns: 200 },
    );
  });
});
