import { approveErasure, orderErasure, type ErasureOrder } from './erasure';
import * as e from './event-builders';
import { fold } from './fold';
import { recorded } from './specification';
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
