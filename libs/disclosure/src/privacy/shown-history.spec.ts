import { EVENTS, protectionOf } from '../events/definitions';
import type { CaseEvent } from '../events/envelope';
import * as e from '../case/event-builders';
import { fold } from '../case/fold';
import { HISTORY_OF } from '../case/sample-histories';
import { recorded } from '../case/specification';
import { isMask, maskName, maskNumber } from './masks';
import { shownHistory } from './shown-history';

const closed = [
  e.registered('2025-03-03', {
    applicantName: '张三丰',
    applicantIdProof: '身份证 110101199003078515',
    contact: '13800005678',
    infoDescription: '某人的住址',
  }),
  e.replyDecided('2025-03-05', 'granted', { reasons: '申请人系某人' }),
  e.replyDispatched('2025-03-06'),
  e.caseClosed('2025-03-06'),
];

it.each([
  ['张三', 'natural_person', '张*'],
  ['张', 'natural_person', '*'],
  ['示例科技有限公司', 'legal_commercial', '示例*'],
] as const)('%s of %s is shown as %s', (name, kind, shown) => {
  expect(maskName(name, kind)).toBe(shown);
});

it.each([
  ['110101199003078515', '110101********8515'],
  ['身份证：110101199003078515', '110101********8515'],
  ['13800005678', '138****5678'],
  ['E12345678', '（隐去）'],
  ['某某路1号', '（隐去）'],
])('%s is shown as %s', (text, shown) => {
  expect(maskNumber(text)).toBe(shown);
  expect(isMask(shown)).toBe(true);
});

it('a masked answer has the status and dates of the case and none of its texts', () => {
  const history = recorded(closed);
  const { state, fields } = shownHistory(history, { unmasked: false });
  expect(state).toMatchObject({
    applicantName: '张*',
    applicantIdProof: '110101********8515',
    contact: '138****5678',
    infoDescription: '（隐去）',
    decisions: [{ reasons: '（隐去）' }],
    status: 'CLOSED',
    closing: fold(history)!.closing,
  });
  expect(fields).toContain('ReplyDecided.reasons');
});

it('an unmasked answer is the case itself, and says which fields it shows', () => {
  const history = recorded(closed);
  const { state, fields } = shownHistory(history, { unmasked: true });
  expect(state).toEqual(fold(history));
  expect(fields).toEqual([
    'ApplicationRegistered.applicantIdProof',
    'ApplicationRegistered.applicantName',
    'ApplicationRegistered.contact',
    'ApplicationRegistered.infoDescription',
    'ReplyDecided.reasons',
  ]);
});

it('an erased person is said to be erased, masked or not, and counts as no field that was shown', () => {
  const history = recorded([...closed, e.erasureOrdered('2025-07-01'), e.personErased('2025-07-01')]);
  for (const unmasked of [true, false]) {
    const { state, fields } = shownHistory(history, { unmasked });
    expect(state).toMatchObject({
      applicantName: '（已删除）',
      contact: '（已删除）',
      decisions: [{ reasons: '（已删除）' }],
    });
    expect(fields).toEqual([]);
  }
});

it('a person erased since is not shown in an earlier state either', () => {
  const before = recorded(closed);
  const since = recorded([e.personErased('2025-07-01')], before);
  expect(shownHistory(before, { unmasked: true, since }).state?.applicantName).toBe('（已删除）');
});

it('a corrected name is masked where the correction stands, too', () => {
  const correction = e.event(
    'EntryCorrected',
    {
      targetEventId: 'event-1',
      field: 'applicantName',
      oldText: '张三丰',
      newText: '李四光',
      reason: '-',
      approvedBy: 'x',
    },
    '2025-03-07',
  );
  const history = recorded([...closed, correction]);
  const shown = shownHistory(history, { unmasked: false });
  expect(shown.state?.applicantName).toBe('李*');
  expect(JSON.stringify(shown.history)).not.toMatch(/张三丰|李四光/);
});

it('a name is masked by the kind of the applicant, an agent’s as that of a person (R-06)', () => {
  const history = recorded([
    e.registered('2025-03-03', {
      applicantKind: 'legal_commercial',
      applicantName: '示例科技有限公司',
      agent: '李四光',
      contact: null,
    }),
  ]);
  expect(shownHistory(history, { unmasked: false }).state).toMatchObject({
    applicantName: '示例*',
    agent: '李*',
    contact: null,
  });
});

describe('protected fields that hold no text', () => {
  const letter = { template: 'correction', version: 1, textHash: '0'.repeat(64) };
  const items = [
    { item: '某人的住址', resultCode: 'granted' as const },
    { item: '某人的电话', resultCode: 'denied_third_party' as const },
  ];
  const history = recorded([
    e.registered('2025-03-03'),
    e.correctionRequested('2025-03-04', { items: ['某人的住址', '某人的电话'], letter }),
    e.correctionReceived('2025-03-05'),
    { ...e.replyDecided('2025-03-10', 'partially_granted', { itemResults: items }), note: '某人来过' },
    e.replyDispatched('2025-03-11', { letter: null }),
    { ...e.caseClosed('2025-03-11', 'partially_granted'), note: '申请人满意' },
  ]);
  const dataIn = (shown: readonly CaseEvent[]) => shown.map(({ data }) => data);

  it('keep their shape and what is counted; texts are hidden each, a letter whole', () => {
    const { history: shown, fields } = shownHistory(history, { unmasked: false });
    expect(dataIn(shown)).toMatchObject([
      {},
      { items: ['（隐去）', '（隐去）'], letter: null, periodWd: 10 },
      {},
      {
        itemResults: [
          { item: '（隐去）', resultCode: 'granted' },
          { item: '（隐去）', resultCode: 'denied_third_party' },
        ],
      },
      { letter: null },
      {},
    ]);
    expect([shown[3]?.metadata.note, shown[5]?.metadata.note]).toEqual(['（隐去）', '（隐去）']);
    expect(fields).toEqual([
      'ApplicationRegistered.applicantName',
      'ApplicationRegistered.infoDescription',
      'CaseClosed.note',
      'CorrectionRequested.items',
      'CorrectionRequested.letter',
      'ReplyDecided.itemResults',
      'ReplyDecided.note',
      'ReplyDecided.reasons',
    ]);
  });

  it('are not there once their person is erased, while a text says it was', () => {
    const erased = [...history, ...recorded([e.personErased('2025-07-01')], history)];
    const { history: shown } = shownHistory(erased, { unmasked: true });
    expect(dataIn(shown)).toMatchObject([
      { applicantName: '（已删除）' },
      { items: null, letter: null },
      {},
      { itemResults: null, reasons: '（已删除）' },
      {},
      {},
      {},
    ]);
    expect([shown[3]?.metadata.note, shown[5]?.metadata.note]).toEqual(['（已删除）', '（已删除）']);
  });

  it('and where no note stands, none is invented', () => {
    const shown = shownHistory(history, { unmasked: false }).history;
    expect(shown.filter(({ metadata }) => 'note' in metadata).map(({ id }) => id)).toEqual(['event-4', 'event-6']);
  });
});

/** A canary in every protected field of every event there is: what the catalogue protects, no masked answer shows. */
it('no protected field of any event shows through the mask', () => {
  const canary = 'CANARY示例金丝雀';
  const histories = Object.values(HISTORY_OF).map((history) => recorded(history));
  for (const history of histories) {
    const planted = history.map((event) => {
      const data: Record<string, unknown> = { ...event.data };
      for (const field of EVENTS[event.type].protectedFields as readonly string[]) {
        data[field] =
          field === 'items'
            ? [canary]
            : field === 'letter'
              ? { template: canary, version: 1, textHash: canary }
              : field === 'itemResults'
                ? [{ item: canary, resultCode: 'granted' }]
                : canary;
      }
      return { ...event, data, metadata: { ...event.metadata, note: canary } } as unknown as CaseEvent;
    });
    expect(protectionOf(planted[0]!.type).fields).toContain('note');
    const { history: shown, state } = shownHistory(planted, { unmasked: false });
    expect(JSON.stringify([shown, state])).not.toContain('金丝雀');
  }
});
