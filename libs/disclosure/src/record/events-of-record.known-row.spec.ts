import * as e from '../case/event-builders';
import { fold } from '../case/fold';
import { recorded } from '../case/specification';
import type { CaseRecord } from './case-record';
import { recordOf } from './record-of';
import { eventsOf, expectRefused, historyOf, row, typesOf } from './record-specification';

describe('a row of a known case (L-21)', () => {
  const open = row();
  const granted = row({ concludedOn: '2025-03-20', resultCode: 'granted' });

  /** What the second row adds to the first, and the row of the case afterwards. */
  function changed(first: CaseRecord, second: CaseRecord) {
    const before = historyOf(first);
    const added = eventsOf(second, before);
    const state = fold([...before, ...recorded(added, before)]);
    if (!state) throw new Error('no case');
    return { added, row: recordOf(state), state };
  }

  it('adds the missing next events', () => {
    expect(typesOf(changed(open, granted).added)).toEqual(['ReplyDecided', 'ReplyDispatched', 'CaseClosed']);
  });

  it('corrects what it tells otherwise', () => {
    const { added, row: after } = changed(
      granted,
      row({ ...granted, applicantKind: 'legal_other', applicantName: '乙' }),
    );
    expect(added.map(({ type, data }) => [type, data])).toEqual([
      [
        'EntryCorrected',
        {
          targetEventId: 'event-1',
          field: 'applicantKind',
          oldValue: 'natural_person',
          newValue: 'legal_other',
          reason: '台账导入',
          approvedBy: 'head',
        },
      ],
      [
        'EntryCorrected',
        {
          targetEventId: 'event-1',
          field: 'applicantName',
          oldText: '示例申请人',
          newText: '乙',
          reason: '台账导入',
          approvedBy: 'head',
        },
      ],
    ]);
    expect(after).toMatchObject({ applicantKind: 'legal_other', applicantName: '乙' });
  });

  it('corrects a result with everything that depends on it', () => {
    const { added, row: after } = changed(granted, row({ ...granted, resultCode: 'denied_state_secret' }));
    expect(added.map(({ data }) => 'field' in data && [data.targetEventId, data.field])).toEqual([
      ['event-2', 'resultCode'],
      ['event-2', 'legalBasis'],
      ['event-2', 'remedy'],
      ['event-4', 'resultCode'],
    ]);
    expect(after.resultCode).toBe('denied_state_secret');
  });

  it('corrects a day of conclusion in every entry that carries it', () => {
    const { state } = changed(granted, row({ ...granted, concludedOn: '2025-03-21' }));
    expect([state.closing?.concludedOn, state.decisions[0]?.dispatch?.dispatchedOn]).toEqual([
      '2025-03-21',
      '2025-03-21',
    ]);
  });

  it('takes back a reply that was no reply but a lapse, and the other way round', () => {
    const lapsed = row({ concludedOn: '2025-03-21', resultCode: 'other_correction_lapsed' });
    const toLapse = changed(granted, lapsed);
    expect(typesOf(toLapse.added).filter((type) => type === 'EntryRetracted')).toHaveLength(2);
    expect([toLapse.state.status, toLapse.state.closing?.closingKind, toLapse.state.decisions]).toEqual([
      'CLOSED',
      'correction_lapsed',
      [],
    ]);
    const toReply = changed(lapsed, granted);
    expect([toReply.state.closing?.closingKind, toReply.state.correction?.lapsedOn]).toEqual(['replied', undefined]);
  });

  it('moves the day of receipt where it is recorded, with the day of arrival that was taken from it', () => {
    const direct = changed(open, row({ receivedOn: '2025-03-01' }));
    expect([direct.state.receivedOn, direct.state.arrivedOn]).toEqual(['2025-03-01', '2025-03-01']);
    const confirmed = changed(row({ channel: 'fax' }), row({ channel: 'fax', receivedOn: '2025-03-05' }));
    expect([confirmed.state.receivedOn, confirmed.state.epochs[0]?.startedOn]).toEqual(['2025-03-05', '2025-03-05']);
  });

  it('leaves alone what it does not mention', () => {
    const known = row({ ...granted, correctionAskedOn: '2025-03-05', correctionReceivedOn: '2025-03-10' });
    expect(changed(known, granted).added).toEqual([]);
  });

  it('dates a step that was recorded without date', () => {
    const lapsed = row({ concludedOn: '2025-03-21', resultCode: 'other_correction_lapsed' });
    const { added, state } = changed(lapsed, row({ ...lapsed, correctionAskedOn: '2025-03-05' }));
    expect([typesOf(added), state.correction?.sentOn]).toEqual([['EntryCorrected'], '2025-03-05']);
  });

  it('recognises a proceeding by its day, whatever its place in the row', () => {
    const one = row({ ...granted, reconsiderations: [{ filedOn: '2025-05-01' }] });
    const two = row({
      ...granted,
      reconsiderations: [
        { filedOn: '2025-04-01', concludedOn: '2025-04-20', result: 'other' },
        { filedOn: '2025-05-01', concludedOn: '2025-06-01', result: 'upheld' },
      ],
    });
    const { added } = changed(one, two);
    expect(typesOf(added)).toEqual(['ReconsiderationFiled', 'ReconsiderationConcluded', 'ReconsiderationConcluded']);
  });

  it('is refused as a whole when it contradicts what stays (L-22)', () => {
    expectRefused(row({ receivedOn: '2025-03-21' }), 'E_DATE_ORDER', 'concludedOn', historyOf(granted));
  });

  it('confirms a letter that was waiting for it', () => {
    const waiting = recorded([e.arrived('2025-03-01')]);
    expect(eventsOf(row({ channel: 'mail_ordinary' }), waiting)).toEqual([
      e.receiptConfirmed('2025-03-03', { means: '台账导入' }),
    ]);
  });

  it('does not take a withdrawal for a reply: a ledger cannot tell them apart', () => {
    const withdrawn = recorded([
      e.registered('2025-03-03'),
      e.applicationWithdrawn('2025-03-04'),
      e.caseClosed('2025-03-04', 'other_other', 'withdrawn'),
    ]);
    const same = row({ concludedOn: '2025-03-04', resultCode: 'other_other' });
    expect(eventsOf(same, withdrawn)).toEqual([]);
    expect(typesOf(eventsOf({ ...same, concludedOn: '2025-03-05' }, withdrawn))).toEqual([
      'EntryCorrected',
      'EntryCorrected',
    ]);
  });

  it('does not conclude a case before it was decided', () => {
    const decided = recorded([e.registered('2025-03-03'), e.replyDecided('2025-03-12')]);
    expectRefused(row({ concludedOn: '2025-03-11', resultCode: 'granted' }), 'E_DATE_ORDER', 'concludedOn', decided);
  });

  it('carries a new note along with the first new fact, once', () => {
    const { added } = changed(open, row({ ...granted, note: '已电话告知' }));
    expect(added.map(({ note }) => note)).toEqual(['已电话告知', undefined, undefined]);
  });

  describe('whose reply was handed over and signed for (R-37)', () => {
    const signed = recorded([
      ...eventsOf(open),
      e.replyDecided('2025-03-12'),
      e.replyDispatched('2025-03-14', { mode: 'hand' }),
      e.caseClosed('2025-03-14'),
      e.replyDelivered('2025-03-17'),
    ]);
    const known = recordOf(fold(signed)!);

    it('is concluded on the day it was signed for, and the same row changes nothing', () => {
      expect(known.concludedOn).toBe('2025-03-17');
      expect(eventsOf(known, signed)).toEqual([]);
    });

    it('another day is another day of signing; the dispatch moves only if it were later', () => {
      const moved = (concludedOn: string) => {
        const added = eventsOf({ ...known, concludedOn }, signed);
        const after = recordOf(fold([...signed, ...recorded(added, signed)])!);
        return [added.map(({ data }) => 'field' in data && data.field), after.concludedOn];
      };
      expect(moved('2025-03-18')).toEqual([['servedOn'], '2025-03-18']);
      expect(moved('2025-03-13')).toEqual([['dispatchedOn', 'servedOn', 'concludedOn'], '2025-03-13']);
    });

    it('ended in another way on the day that the row tells', () => {
      const added = eventsOf({ ...known, concludedOn: '2025-03-18', resultCode: 'other_correction_lapsed' }, signed);
      expect(added.filter(({ data }) => 'field' in data && data.field === 'concludedOn')).toMatchObject([
        { data: { newValue: '2025-03-18' } },
      ]);
    });
  });

  it('whose reply was mailed is concluded on the day it was sent, whenever it arrived (R-37)', () => {
    const mailed = recorded([
      ...eventsOf(open),
      e.replyDecided('2025-03-12'),
      e.replyDispatched('2025-03-14', { mode: 'china_post' }),
      e.caseClosed('2025-03-14'),
      e.replyDelivered('2025-03-17'),
    ]);
    const known = recordOf(fold(mailed)!);
    expect(known.concludedOn).toBe('2025-03-14');
    expect(eventsOf(known, mailed)).toEqual([]);
  });
});
