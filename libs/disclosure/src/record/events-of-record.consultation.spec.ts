import * as e from '../case/event-builders';
import { fold } from '../case/fold';
import { recorded } from '../case/specification';
import type { CaseEvent, NewCaseEvent } from '../events/envelope';
import type { CaseRecord } from './case-record';
import { recordOf } from './record-of';
import { eventsOf, historyOf, row, typesOf } from './record-specification';

type Cells = Partial<CaseRecord>;
const consultId = 'demo-case:consultation:1';
const asked = { consultedOn: '2025-03-13' } as const;
const replied = { concludedOn: '2025-04-10', resultCode: 'granted' } as const;

/** The steps of consultation of a new row: type, day it takes effect, data. */
const consultation = (cells: Cells) =>
  eventsOf(row(cells))
    .filter(({ data }) => 'consultId' in data)
    .map(({ type, effectiveOn, data }) => [type, effectiveOn, data]);

const consulted = (sentOn: string | null, more = {}) => ({
  consultId,
  thirdParty: null,
  interest: '',
  sentOn,
  ...more,
});
const cancelled = (cancelledOn: string | null) => ({ consultId, cancelledOn, reason: '旧台账未记载意见' });

describe('the third party of a new row', () => {
  it('that is asked and has not answered is waited for', () => {
    expect(consultation(asked)).toEqual([['ThirdPartyConsulted', '2025-03-13', consulted('2025-03-13')]]);
  });

  it.each(['agree', 'object', 'partly'] as const)('answered on a day: %s', (opinion) => {
    expect(consultation({ ...asked, opinionOn: '2025-03-20', opinion })).toEqual([
      ['ThirdPartyConsulted', '2025-03-13', consulted('2025-03-13')],
      ['ThirdPartyOpinionReceived', '2025-03-20', { consultId, receivedOn: '2025-03-20', opinion }],
    ]);
  });

  it('did not answer in time (逾期)', () => {
    expect(consultation({ ...asked, opinionOn: '2025-04-03', opinion: 'lapsed' })).toEqual([
      ['ThirdPartyConsulted', '2025-03-13', consulted('2025-03-13')],
      ['ThirdPartyConsultationLapsed', '2025-04-03', { consultId, lapsedOn: '2025-04-03' }],
    ]);
  });

  it('was done with on a day, nobody knows how', () => {
    expect(consultation({ ...asked, opinionOn: '2025-03-20' })).toEqual([
      ['ThirdPartyConsulted', '2025-03-13', consulted('2025-03-13')],
      ['ConsultationCancelled', '2025-03-20', cancelled('2025-03-20')],
    ]);
  });

  it.each<[string, Cells, string]>([
    ['the reply', replied, 'ConsultationCancelled'],
    ['a decision not sent yet', { resultCode: 'granted' }, 'ConsultationCancelled'],
    ['a lapse', { ...replied, resultCode: 'other_correction_lapsed' }, 'ConsultationCancelled'],
  ])('is done with at %s, on a day the ledger does not tell (L-19)', (_what, cells) => {
    expect(consultation({ ...asked, ...cells })[1]).toEqual(['ConsultationCancelled', '2025-03-13', cancelled(null)]);
  });

  it.each<[string, Cells, [string, string, unknown][]]>([
    [
      'an opinion alone',
      { opinion: 'agree' },
      [
        ['ThirdPartyConsulted', '2025-03-03', consulted(null)],
        ['ThirdPartyOpinionReceived', '2025-03-03', { consultId, receivedOn: null, opinion: 'agree' }],
      ],
    ],
    [
      'the day of an opinion alone',
      { opinionOn: '2025-03-20' },
      [
        ['ThirdPartyConsulted', '2025-03-20', consulted(null)],
        ['ConsultationCancelled', '2025-03-20', cancelled('2025-03-20')],
      ],
    ],
    [
      'an opinion without its day',
      { ...asked, opinion: 'object' },
      [
        ['ThirdPartyConsulted', '2025-03-13', consulted('2025-03-13')],
        ['ThirdPartyOpinionReceived', '2025-03-13', { consultId, receivedOn: null, opinion: 'object' }],
      ],
    ],
    [
      '逾期 without its day',
      { ...asked, opinion: 'lapsed' },
      [
        ['ThirdPartyConsulted', '2025-03-13', consulted('2025-03-13')],
        ['ThirdPartyConsultationLapsed', '2025-03-13', { consultId, lapsedOn: null }],
      ],
    ],
    [
      '扣除工作日 alone',
      { deductedWd: 12 },
      [
        ['ThirdPartyConsulted', '2025-03-03', consulted(null, { deductedWd: 12 })],
        ['ConsultationCancelled', '2025-03-03', cancelled(null)],
      ],
    ],
    [
      '扣除工作日 beside the day of the question',
      { ...asked, deductedWd: 12 },
      [
        ['ThirdPartyConsulted', '2025-03-13', consulted('2025-03-13', { deductedWd: 12 })],
        ['ConsultationCancelled', '2025-03-13', cancelled(null)],
      ],
    ],
  ])('is asked without date where the ledger tells %s (L-19)', (_what, cells, steps) => {
    expect(consultation(cells)).toEqual(steps);
  });
});

/** A case that the office handled itself, and the row it is exported as. */
function onRecord(...events: NewCaseEvent[]) {
  const history = recorded([e.registered('2025-03-03'), ...events]);
  return { history, known: recordOf(fold(history)!) };
}

const added = (cells: CaseRecord, history: CaseEvent[]) =>
  eventsOf(cells, history).map(({ type, data }) => [type, data]);
const question = e.thirdPartyConsulted('2025-03-13');

describe('a consultation on record (L-21)', () => {
  it.each<[string, NewCaseEvent, Cells, string, unknown]>([
    [
      'another day of the opinion',
      e.thirdPartyOpinion('2025-03-20', 'agree'),
      { opinionOn: '2025-03-21' },
      'receivedOn',
      '2025-03-21',
    ],
    ['another opinion', e.thirdPartyOpinion('2025-03-20', 'agree'), { opinion: 'object' }, 'opinion', 'object'],
    [
      'another day of the lapse',
      e.thirdPartyLapsed('2025-04-03'),
      { opinionOn: '2025-04-07' },
      'lapsedOn',
      '2025-04-07',
    ],
    [
      'another day of its end',
      e.consultationCancelled('2025-03-20'),
      { opinionOn: '2025-03-21' },
      'cancelledOn',
      '2025-03-21',
    ],
  ])('is corrected by a row that tells %s, and by nothing else', (_what, outcome, cells, field, newValue) => {
    const { history, known } = onRecord(question, outcome);
    expect(added(known, history)).toEqual([]);
    expect(added({ ...known, ...cells }, history)).toMatchObject([
      ['EntryCorrected', { targetEventId: 'event-3', field, newValue }],
    ]);
  });

  it('is corrected in the day of its question and in the days that it takes', () => {
    const { history, known } = onRecord(question, e.thirdPartyOpinion('2025-03-20', 'agree'));
    expect(added({ ...known, consultedOn: '2025-03-14', deductedWd: 3 }, history)).toMatchObject([
      ['EntryCorrected', { targetEventId: 'event-2', field: 'sentOn', newValue: '2025-03-14' }],
      ['EntryCorrected', { targetEventId: 'event-2', field: 'deductedWd', newValue: 3 }],
    ]);
  });

  it('is ended by the row that tells the opinion', () => {
    const { history, known } = onRecord(question);
    expect(added({ ...known, opinionOn: '2025-03-20', opinion: 'partly' }, history)).toEqual([
      ['ThirdPartyOpinionReceived', { consultId: 'consult-1', receivedOn: '2025-03-20', opinion: 'partly' }],
    ]);
  });

  it.each<[string, NewCaseEvent, Cells, string]>([
    [
      '逾期 instead of an opinion',
      e.thirdPartyOpinion('2025-03-20', 'agree'),
      { opinion: 'lapsed' },
      'ThirdPartyConsultationLapsed',
    ],
    ['an opinion instead of 逾期', e.thirdPartyLapsed('2025-04-03'), { opinion: 'agree' }, 'ThirdPartyOpinionReceived'],
    [
      'an opinion where it was done with without one',
      e.consultationCancelled('2025-03-20'),
      { opinion: 'agree' },
      'ThirdPartyOpinionReceived',
    ],
  ])('ended in another way: %s takes the old end back, that of another party stays', (_what, outcome, cells, type) => {
    const others = [
      e.thirdPartyConsulted('2025-03-17', { consultId: 'consult-3' }),
      e.thirdPartyLapsed('2025-04-08', 'consult-3'),
      e.thirdPartyConsulted('2025-03-17', { consultId: 'consult-4' }),
      e.thirdPartyOpinion('2025-03-25', 'object', { consultId: 'consult-4' }),
    ];
    const { history, known } = onRecord(question, outcome, ...others);
    expect(added({ ...known, ...cells }, history)).toMatchObject([
      ['EntryRetracted', { targetEventId: 'event-3' }],
      [type, { consultId: 'consult-1' }],
    ]);
  });

  it('of the third party is the one that a row tells; an agency that was asked has its own', () => {
    const { history, known } = onRecord(e.agencyConsulted('2025-03-10'));
    expect(known.consultedOn).toBeUndefined();
    expect(added({ ...known, ...asked }, history)).toEqual([
      ['ThirdPartyConsulted', consulted('2025-03-13', { consultId: 'demo-case:consultation:2' })],
    ]);
  });

  it('of several third parties is the first', () => {
    const { history, known } = onRecord(question, e.thirdPartyConsulted('2025-03-17', { consultId: 'consult-3' }));
    expect(known.consultedOn).toBe('2025-03-13');
    expect(added({ ...known, consultedOn: '2025-03-14' }, history)).toMatchObject([
      ['EntryCorrected', { targetEventId: 'event-2', field: 'sentOn', newValue: '2025-03-14' }],
    ]);
  });

  it('is left open where the applicant withdrew', () => {
    const { history, known } = onRecord(
      question,
      e.applicationWithdrawn('2025-03-14'),
      e.caseClosed('2025-03-14', 'other_other', 'withdrawn'),
    );
    expect(added(known, history)).toEqual([]);
  });

  it('that is about a decision anew is not ended by the first reply (A-31)', () => {
    const { history, known } = onRecord(
      ...e.replied('2025-03-13'),
      e.reconsiderationFiled('2025-03-13'),
      e.redecisionOrdered('2025-03-13'),
      question,
    );
    expect(added(known, history)).toEqual([]);
  });

  it('of a day after the reply is no part of the row; on the day of the reply it is', () => {
    const after = (day: string) => onRecord(...e.replied('2025-03-13'), e.thirdPartyConsulted(day)).known.consultedOn;
    expect([after('2025-03-13'), after('2025-03-14')]).toEqual(['2025-03-13', undefined]);
  });
});

it('a row without a third party tells nothing of one', () => {
  expect(typesOf(historyOf(row(replied)))).toEqual([
    'ApplicationRegistered',
    'ReplyDecided',
    'ReplyDispatched',
    'CaseClosed',
  ]);
});
