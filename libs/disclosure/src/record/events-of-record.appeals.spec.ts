import * as e from '../case/event-builders';
import { fold } from '../case/fold';
import { recorded } from '../case/specification';
import type { CaseEvent, NewCaseEvent } from '../events/envelope';
import type { CaseRecord } from './case-record';
import { recordOf } from './record-of';
import { eventsOf, historyOf, row } from './record-specification';

type Reconsideration = CaseRecord['reconsiderations'][number];
type Suit = CaseRecord['suits'][number];

const granted = { concludedOn: '2025-03-20', resultCode: 'granted' } as const;
const told = (reconsiderations: Reconsideration[], suits: Suit[] = []) => row({ ...granted, reconsiderations, suits });

/** What a row adds, without what its history says already. */
const addedBy = (record: CaseRecord, history: CaseEvent[] = historyOf(row(granted))) =>
  eventsOf(record, history).map(({ type, data }) => [type, data]);

describe('a reconsideration that a row tells', () => {
  it('is filed against the decision and pending, until the row tells its end', () => {
    expect(addedBy(told([{ filedOn: '2025-04-20' }]))).toEqual([
      ['ReconsiderationFiled', { reconId: 'demo-case:reconsideration:1', target: 'decision', filedOn: '2025-04-20' }],
    ]);
    expect(
      addedBy(
        told([{ filedOn: '2025-04-20', concludedOn: '2025-06-10', result: 'corrected' }]),
        historyOf(told([{ filedOn: '2025-04-20' }])),
      ),
    ).toEqual([
      [
        'ReconsiderationConcluded',
        { reconId: 'demo-case:reconsideration:1', concludedOn: '2025-06-10', result: 'corrected' },
      ],
    ]);
  });

  it.each([
    ['before the reply is about the failure to reply', '2025-03-19', 'inaction'],
    ['on the day of the reply is about the reply', '2025-03-20', 'decision'],
  ])('%s', (_what, filedOn, target) => {
    expect(addedBy(told([{ filedOn }]))).toMatchObject([['ReconsiderationFiled', { filedOn, target }]]);
  });

  it('of a case without a reply is about the failure to reply', () => {
    expect(addedBy(row({ reconsiderations: [{ filedOn: '2025-05-06' }] }), historyOf(row()))).toMatchObject([
      ['ReconsiderationFiled', { target: 'inaction' }],
    ]);
  });

  it('stands beside another one: each end belongs to its own', () => {
    const two: Reconsideration[] = [
      { filedOn: '2025-04-20', concludedOn: '2025-06-10', result: 'upheld' },
      { filedOn: '2025-04-21', concludedOn: '2025-06-11', result: 'other' },
    ];
    const history = historyOf(told(two));
    const first = history.find(({ type }) => type === 'ReconsiderationConcluded')!;
    expect(recordOf(fold(history)!).reconsiderations).toEqual(two);
    expect(addedBy(told([{ ...two[0]!, result: 'corrected' }, two[1]!]), history)).toMatchObject([
      ['EntryCorrected', { targetEventId: first.id, field: 'result', oldValue: 'upheld', newValue: 'corrected' }],
    ]);
  });
});

/** A case whose reconsideration the office recorded itself, and the day the ledger tells of it. */
function recordedByTheOffice(...appeal: NewCaseEvent[]) {
  const history = recorded([e.registered('2025-03-03'), ...e.replied('2025-03-20'), ...appeal]);
  return { history, known: recordOf(fold(history)!) };
}

describe('a reconsideration on record is known by the day that counts (A-52)', () => {
  const answered = e.event('ReconsiderationAnswered', {
    reconId: 'recon-1',
    copyReceivedOn: '2025-04-28',
    answeredOn: '2025-05-06',
  });

  it.each<[string, NewCaseEvent[], string, string, string]>([
    ['its filing, if no other is known', [e.reconsiderationFiled('2025-04-20')], '2025-04-20', 'event-5', 'filedOn'],
    [
      'its acceptance',
      [e.reconsiderationFiled('2025-04-20', { acceptedOn: '2025-04-24' }), answered],
      '2025-04-24',
      'event-5',
      'acceptedOn',
    ],
    [
      'the copy that the answer tells',
      [e.reconsiderationFiled('2025-04-20'), answered],
      '2025-04-28',
      'event-6',
      'copyReceivedOn',
    ],
    [
      'the copy that is not answered yet (R-93)',
      [e.reconsiderationFiled('2025-04-20', { copyReceivedOn: '2025-04-28' })],
      '2025-04-28',
      'event-5',
      'copyReceivedOn',
    ],
  ])('%s: the same row is unchanged, another day corrects that one', (_what, appeal, on, targetEventId, field) => {
    const { history, known } = recordedByTheOffice(...appeal);
    expect(known.reconsiderations).toEqual([{ filedOn: on }]);
    expect(addedBy(known, history)).toEqual([]);
    expect(addedBy({ ...known, reconsiderations: [{ filedOn: '2025-04-29' }] }, history)).toMatchObject([
      ['EntryCorrected', { targetEventId, field, oldValue: on, newValue: '2025-04-29' }],
    ]);
  });

  it.each<[string, { servedOn?: string }, string, string]>([
    ['of its service, where that is known', { servedOn: '2025-06-15' }, '2025-06-15', 'servedOn'],
    ['of the decision, else', {}, '2025-06-10', 'concludedOn'],
  ])('it ended on the day %s', (_what, served, on, field) => {
    const { history, known } = recordedByTheOffice(
      e.reconsiderationFiled('2025-04-20'),
      e.reconsiderationConcluded('2025-06-10', 'upheld', served),
    );
    const ended = (concludedOn: string) => ({
      ...known,
      reconsiderations: [{ filedOn: '2025-04-20', concludedOn, result: 'upheld' as const }],
    });
    expect(addedBy(ended(on), history)).toEqual([]);
    expect(addedBy(ended('2025-06-16'), history)).toMatchObject([
      ['EntryCorrected', { targetEventId: 'event-6', field, oldValue: on, newValue: '2025-06-16' }],
    ]);
  });

  it('one that the row adds is another one, whatever was taken back before it (R-110)', () => {
    const two = told([{ filedOn: '2025-04-20' }, { filedOn: '2025-04-21' }]);
    const history = historyOf(two);
    const [first] = history.filter(({ type }) => type === 'ReconsiderationFiled');
    const left = [...history, ...recorded([e.entryRetracted(first!.id)], history)];
    expect(recordOf(fold(left)!).reconsiderations).toEqual([{ filedOn: '2025-04-21' }]);
    const three = { ...two, reconsiderations: [{ filedOn: '2025-05-06' }, ...two.reconsiderations] };
    const after = [...left, ...recorded(eventsOf(three, left), left)];
    expect(
      recordOf(fold(after)!)
        .reconsiderations.map(({ filedOn }) => filedOn)
        .toSorted(),
    ).toEqual(['2025-04-20', '2025-04-21', '2025-05-06']);
    expect(new Set(fold(after)!.reconsiderations.map(({ reconId }) => reconId)).size).toBe(3);
  });
});

describe('a suit that a row tells', () => {
  const filedOn = '2025-07-01';
  const concluded = (day: string) => ({ filedOn: '2025-04-20', concludedOn: day, result: 'upheld' as const });

  it('without a reconsideration before it stands alone, and is pending until its end is told', () => {
    const recon = concluded('2025-06-01');
    expect(addedBy(told([recon], [{ route: 'direct', filedOn }]), historyOf(told([recon])))).toEqual([
      ['LitigationFiled', { suitId: 'demo-case:suit:1', route: 'direct', filedOn }],
    ]);
    expect(
      addedBy(
        told([], [{ route: 'direct', filedOn, concludedOn: '2025-12-01', result: 'other' }]),
        historyOf(told([], [{ route: 'direct', filedOn }])),
      ),
    ).toEqual([['LitigationConcluded', { suitId: 'demo-case:suit:1', concludedOn: '2025-12-01', result: 'other' }]]);
  });

  it.each<[string, Reconsideration[], string | undefined]>([
    ['the one decided before it', [concluded('2025-06-01')], 'demo-case:reconsideration:1'],
    ['one decided on the same day', [concluded(filedOn)], 'demo-case:reconsideration:1'],
    ['the last of two', [concluded('2025-06-01'), concluded('2025-06-02')], 'demo-case:reconsideration:2'],
    ['not one decided later', [concluded('2025-06-01'), concluded('2025-07-02')], 'demo-case:reconsideration:1'],
    ['not one that is pending', [{ filedOn: '2025-04-20' }], undefined],
    ['none where the ledger has none (L-19)', [], undefined],
  ])('after a reconsideration follows %s', (_what, reconsiderations, reconId) => {
    expect(
      addedBy(told(reconsiderations, [{ route: 'after_reconsideration', filedOn }]), historyOf(told(reconsiderations))),
    ).toEqual([
      [
        'LitigationFiled',
        { suitId: 'demo-case:suit:1', route: 'after_reconsideration', ...(reconId && { reconId }), filedOn },
      ],
    ]);
  });

  it('follows the reconsideration on record by its own name', () => {
    const { history, known } = recordedByTheOffice(
      e.reconsiderationFiled('2025-04-20'),
      e.reconsiderationConcluded('2025-06-10', 'upheld'),
    );
    expect(addedBy({ ...known, suits: [{ route: 'after_reconsideration', filedOn }] }, history)).toMatchObject([
      ['LitigationFiled', { suitId: 'demo-case:suit:1', reconId: 'recon-1' }],
    ]);
  });

  it('stands beside another one: each end belongs to its own', () => {
    const two: Suit[] = [
      { route: 'direct', filedOn, concludedOn: '2025-12-01', result: 'upheld' },
      { route: 'direct', filedOn: '2025-07-02', concludedOn: '2025-12-02', result: 'upheld' },
    ];
    const history = historyOf(told([], two));
    const [filed, ended] = ['LitigationFiled', 'LitigationConcluded'].map((type) =>
      history.find((event) => event.type === type)!,
    );
    expect(recordOf(fold(history)!).suits).toEqual(two);
    expect(
      addedBy(told([], [{ ...two[0]!, route: 'after_reconsideration', result: 'other' }, two[1]!]), history),
    ).toMatchObject([
      ['EntryCorrected', { targetEventId: filed!.id, field: 'route', newValue: 'after_reconsideration' }],
      ['EntryCorrected', { targetEventId: ended!.id, field: 'result', newValue: 'other' }],
    ]);
  });

  it('ends on the day that the row tells', () => {
    const ended = (concludedOn: string): Suit => ({ route: 'direct', filedOn, concludedOn, result: 'other' });
    const history = historyOf(told([], [ended('2025-12-01')]));
    expect(addedBy(told([], [ended('2025-12-02')]), history)).toMatchObject([
      ['EntryCorrected', { targetEventId: history.at(-1)!.id, field: 'concludedOn', newValue: '2025-12-02' }],
    ]);
  });

  it('one that the row adds is another one, whatever was taken back before it (R-110)', () => {
    const two = told(
      [],
      [
        { route: 'direct', filedOn },
        { route: 'direct', filedOn: '2025-07-02' },
      ],
    );
    const history = historyOf(two);
    const [first] = history.filter(({ type }) => type === 'LitigationFiled');
    const left = [...history, ...recorded([e.entryRetracted(first!.id)], history)];
    const after = [...left, ...recorded(eventsOf(two, left), left)];
    expect(
      recordOf(fold(after)!)
        .suits.map((suit) => suit.filedOn)
        .toSorted(),
    ).toEqual([filedOn, '2025-07-02']);
  });

  it.each<[string, { copyReceivedOn?: string }, string, string]>([
    ['the copy', { copyReceivedOn: '2025-07-08' }, '2025-07-08', 'copyReceivedOn'],
    ['its filing, if no copy is on record', {}, filedOn, 'filedOn'],
  ])('is known by the day of %s (A-52), which another day corrects', (_what, copy, on, field) => {
    const { history, known } = recordedByTheOffice(e.litigationFiled(filedOn, copy));
    expect(known.suits).toEqual([{ route: 'direct', filedOn: on }]);
    expect(addedBy(known, history)).toEqual([]);
    expect(addedBy({ ...known, suits: [{ route: 'direct', filedOn: '2025-07-09' }] }, history)).toMatchObject([
      ['EntryCorrected', { targetEventId: 'event-5', field, oldValue: on, newValue: '2025-07-09' }],
    ]);
  });
});
