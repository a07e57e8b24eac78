import { approveErasure, orderErasure, type ErasureOrder } from './erasure';
import * as e from './event-builders';
import type { Outcome } from './commands';
import { fold } from './fold';
import { circumstances, recorded } from './specification';
import type { NewCaseEvent } from '../events/envelope';
import type { Role } from '../vocabulary/roles';

const clerk = { id: 'clerk-1', role: 'handler' as Role };
const head = { id: 'head-1', role: 'office_head' as Role };
const today = '2025-07-01';

const order: ErasureOrder = {
  subject: 'applicant',
  requestedBy: 'person',
  legalBasis: '个人信息保护法第47条',
  reason: '处理目的已实现',
};
const closed = [
  e.registered('2025-03-03', { applicantName: '示例申请人', contact: '13800005678' }),
  e.replyDecided('2025-03-05'),
  e.replyDispatched('2025-03-06'),
  e.caseClosed('2025-03-06'),
];
const ordering = (history: NewCaseEvent[], changes: Partial<ErasureOrder> = {}, actor = clerk) =>
  orderErasure(recorded(history), { ...order, ...changes }, { actor, today });
const approving = (history: NewCaseEvent[], actor = head) =>
  approveErasure(recorded(history), { subject: 'applicant' }, { actor, today });
const rejected = (outcome: Outcome) => ('rejection' in outcome ? outcome.rejection : undefined);
const code = (outcome: object) => ('rejection' in outcome ? (outcome.rejection as { code: string }).code : 'done');

it('an order about a case that is over is recorded and destroys nothing', () => {
  expect(ordering(closed)).toEqual({ events: [{ type: 'ErasureOrdered', effectiveOn: today, data: order }] });
  expect(fold(recorded([...closed, e.erasureOrdered(today)]))?.applicantName).toBe('示例申请人');
});

it.each<[string, NewCaseEvent[], Partial<ErasureOrder>, string]>([
  ['a case that is not over', closed.slice(0, 2), {}, 'E_ERASURE_OPEN'],
  [
    'a case that is attacked in a proceeding',
    [...closed, e.event('ReconsiderationFiled', { reconId: 'r1', target: 'inaction', filedOn: '2025-04-01' })],
    {},
    'E_ERASURE_OPEN',
  ],
  ['a third party nobody consulted', closed, { subject: 'third_party' }, 'E_ERASURE_NOTHING'],
  ['an order without a legal basis', closed, { legalBasis: ' ' }, 'E_MISSING'],
  ['an order that names the person it forgets', closed, { reason: '示例申请人来电要求' }, 'E_ERASURE_TEXT'],
  ['an order that tells the number', closed, { legalBasis: '13800005678 要求' }, 'E_ERASURE_TEXT'],
  ['a person erased before', [...closed, e.personErased(today)], {}, 'E_ERASED'],
])('%s is refused', (_of, history, changes, refused) => {
  expect(code(ordering(history, changes))).toBe(refused);
});

it('a person of whom an old ledger tells nothing is not erased (L-19)', () => {
  const unnamed = [
    e.registered('2025-03-03', { applicantName: null, infoDescription: null }),
    e.replyDecided('2025-03-05', 'granted', { reasons: null }),
    ...closed.slice(2),
  ];
  expect(code(ordering(unnamed))).toBe('E_ERASURE_NOTHING');
});

it.each<[string, Partial<ErasureOrder>, string]>([
  ['nobody’s data', { subject: 'everybody' as never }, 'subject'],
  ['what every object has', { subject: 'toString' as never }, 'subject'],
  ['nobody who may ask', { requestedBy: 'passer-by' as never }, 'requestedBy'],
  ['no legal basis', { legalBasis: '' }, 'legalBasis'],
  ['no reason', { reason: ' ' }, 'reason'],
])('an order with %s says what is missing', (_, changes, field) => {
  expect(rejected(ordering(closed, changes))).toEqual({ code: 'E_MISSING', field });
});

it('a refusal says where, and what would be allowed', () => {
  const ordered = [...closed, e.erasureOrdered(today)];
  expect(rejected(ordering([...closed, e.personErased(today)]))).toEqual({ code: 'E_ERASED', field: 'subject' });
  expect(rejected(ordering(closed, { subject: 'third_party' }))).toEqual({
    code: 'E_ERASURE_NOTHING',
    field: 'subject',
  });
  expect(rejected(ordering(closed.slice(0, 2)))).toEqual({ code: 'E_ERASURE_OPEN', detail: { state: 'DECIDED' } });
  expect(rejected(approving(closed))).toEqual({ code: 'E_ERASURE_NOT_ORDERED', field: 'subject' });
  expect(rejected(approving(ordered, { id: 'clerk-1', role: 'handler' }))).toEqual({
    code: 'E_ROLE',
    detail: { role: 'handler', allowed: 'office_head, signer, admin' },
  });
  expect(rejected(approving(ordered, circumstances.actor))).toEqual({ code: 'E_ERASURE_SAME_PERSON', field: 'actor' });
});

it('of a case that there is not, nothing is ordered or approved', () => {
  expect(rejected(ordering([]))).toEqual({ code: 'E_CASE_UNKNOWN', field: 'caseId' });
  expect(rejected(approving([]))).toEqual({ code: 'E_CASE_UNKNOWN', field: 'caseId' });
});

describe('an order stays legible, so it names nobody (E_ERASURE_TEXT)', () => {
  const renamed = e.entryCorrected('event-1', 'applicantName', { oldText: '示例申请人', newText: '更正后的姓名' });

  it.each<[string, NewCaseEvent[], string]>([
    [
      'the name with blanks around it on record',
      [e.registered('2025-03-03', { applicantName: ' 示例申请人 ' })],
      '示例申请人要求',
    ],
    ['the name before it was corrected', [closed[0]!, renamed], '示例申请人要求'],
    ['the name since it was corrected', [closed[0]!, renamed], '更正后的姓名要求'],
    ['a name of two characters', [e.registered('2025-03-03', { applicantName: '张三' })], '张三要求'],
  ])('neither by %s', (_, first, reason) => {
    const history = [...first, ...closed.slice(1)];
    expect(rejected(ordering(history, { reason }))).toEqual({ code: 'E_ERASURE_TEXT', field: 'reason' });
  });

  it.each<[string, NewCaseEvent, string]>([
    ['a word of what was asked for', e.registered('2025-03-03', { infoDescription: '处理目的' }), '处理目的已实现'],
    ['one character, which names nobody', e.registered('2025-03-03', { applicantName: '处' }), '处理目的已实现'],
    ['a blank, which names nobody', e.registered('2025-03-03', { contact: ' 处 ' }), '处理目的已实现'],
  ])('but it may hold %s', (_, first, reason) => {
    expect(code(ordering([first, ...closed.slice(1)], { reason }))).toBe('done');
  });

  it('what was asked of the third party may be told where the applicant is forgotten', () => {
    const history = [closed[0]!, e.thirdPartyConsulted('2025-03-04', { thirdParty: '示例企业' }), ...closed.slice(1)];
    expect(code(ordering(history, { reason: '示例企业已注销' }))).toBe('done');
    expect(code(ordering(history, { subject: 'third_party', reason: '示例企业已注销' }))).toBe('E_ERASURE_TEXT');
  });
});

describe('an approval is of the last order for whom it erases', () => {
  const withParty = [
    closed[0]!,
    e.thirdPartyConsulted('2025-03-04'),
    e.thirdPartyOpinion('2025-03-04', 'agree'),
    ...closed.slice(1),
  ];
  const first = e.erasureOrdered('2025-06-30', { reason: '第一次' });
  const last = e.erasureOrdered(today, { reason: '第二次' });
  const other = e.erasureOrdered(today, { subject: 'third_party', reason: '第三方' });

  it('not of one for somebody else, however late', () => {
    const history = [...withParty, first, last, other];
    expect(approving(history)).toMatchObject({
      events: [{ data: { subject: 'applicant', reason: '第二次', orderEventId: `event-${history.length - 1}` } }],
    });
    expect(code(approving([...withParty, other]))).toBe('E_ERASURE_NOT_ORDERED');
  });

  it('and the case says who ordered and what became of it', () => {
    const history = [...withParty, first, last, other];
    const at = (n: number) => ({ eventId: `event-${n}`, orderedBy: circumstances.actor.id });
    expect(fold(recorded(history))?.erasures).toEqual({
      applicant: { ordered: at(8) },
      third_party: { ordered: at(9) },
    });
    expect(fold(recorded([...history, e.personErased(today)]))?.erasures).toEqual({
      applicant: { ordered: at(8), erased: { eventId: 'event-10' } },
      third_party: { ordered: at(9) },
    });
  });
});

it('an auditor neither orders nor approves', () => {
  expect(code(ordering(closed, {}, { id: 'auditor-1', role: 'auditor' }))).toBe('E_ROLE');
  expect(code(approving([...closed, e.erasureOrdered(today)], { id: 'auditor-1', role: 'auditor' }))).toBe('E_ROLE');
});

it('a second person approves what was ordered, with its reason', () => {
  const outcome = approving([...closed, e.erasureOrdered(today)]);
  expect(outcome).toMatchObject({
    events: [{ type: 'PersonErased', data: { subject: 'applicant', reason: order.reason } }],
  });
});

it('nobody approves what was not ordered', () => {
  expect(code(approving(closed))).toBe('E_ERASURE_NOT_ORDERED');
});

it('nobody approves an order of their own', () => {
  const history = recorded([...closed, e.erasureOrdered(today)]);
  const orderedBy = history.at(-1)!.actor.id;
  expect(
    code(approveErasure(history, { subject: 'applicant' }, { actor: { id: orderedBy, role: 'office_head' }, today })),
  ).toBe('E_ERASURE_SAME_PERSON');
});

it('after the erasure the case reads without the person, whether or not the key is gone; its dates stay', () => {
  const before = fold(recorded(closed))!;
  const after = fold(recorded([...closed, e.erasureOrdered(today), e.personErased(today)]))!;
  expect(after).toMatchObject({ applicantName: null, contact: null, infoDescription: null, status: 'CLOSED' });
  expect(after.decisions[0]).toMatchObject({ reasons: null, resultCode: before.decisions[0]!.resultCode });
  expect(after.closing).toEqual(before.closing);
});

it('a correction made before the erasure does not bring the name back', () => {
  const corrected = e.event(
    'EntryCorrected',
    {
      targetEventId: 'event-1',
      field: 'applicantName',
      oldText: '示例',
      newText: '更正后的姓名',
      reason: '-',
      approvedBy: 'x',
    },
    today,
  );
  const history = recorded([...closed, corrected]);
  expect(fold(history)?.applicantName).toBe('更正后的姓名');
  expect(fold(recorded([...closed, corrected, e.personErased(today)]))?.applicantName).toBeNull();
});

it('the erasure of the applicant leaves the third party', () => {
  const history = [
    ...closed.slice(0, 1),
    e.thirdPartyConsulted('2025-03-04', { thirdParty: '示例企业' }),
    ...closed.slice(1),
  ];
  expect(fold(recorded([...history, e.personErased(today)]))?.consultations[0]?.party).toBe('示例企业');
  expect(fold(recorded([...history, e.personErased(today, { subject: 'third_party' })]))).toMatchObject({
    applicantName: '示例申请人',
    consultations: [{ party: null }],
  });
});
