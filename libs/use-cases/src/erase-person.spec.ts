import { randomBytes, randomUUID } from 'node:crypto';
import {
  EVENTS,
  fold,
  protectionOf,
  type Actor,
  type CaseRecord,
  type ErasureOrder,
  type LedgerEventType,
} from '@app/disclosure';
import { inMemoryStore, masterKeyOf, protectedStore, StoreUnavailable } from '@app/event-store';
import { calendarsIn } from './calendar-in-log';
import { caseHistory } from './case-history';
import { ApproveErasure, ApproveErasureHandler, OrderErasure, OrderErasureHandler } from './erase-person';
import { caseIdOf, caseStream } from './identity';
import { RecordCase, RecordCaseHandler } from './record-case';
import { RegisterUnit, RegisterUnitHandler } from './register-unit';
import type { WriteSide } from './write-side';

const admin: Actor = { id: 'admin', role: 'admin' };
const clerk: Actor = { id: 'clerk-1', role: 'handler' };
const head: Actor = { id: 'head-1', role: 'office_head' };

const row: CaseRecord = {
  unit: 'u1',
  caseNo: '2025-1',
  receivedOn: '2025-03-03',
  channel: 'in_person',
  applicantKind: 'natural_person',
  applicantName: '张三丰',
  applicantIdProof: '110101199003078515',
  infoDescription: '某事项',
  concludedOn: '2025-03-20',
  resultCode: 'granted',
  reconsiderations: [],
  suits: [],
};
const caseId = caseIdOf('u1', '2025-1');
const order: ErasureOrder = {
  subject: 'applicant',
  requestedBy: 'person',
  legalBasis: '个人信息保护法第47条',
  reason: '已办结',
};

async function officeWithCase() {
  const raw = inMemoryStore();
  const protection = Object.fromEntries(
    (Object.keys(EVENTS) as LedgerEventType[]).map((type) => [type, protectionOf(type)]),
  );
  const store = await protectedStore(raw, { key: masterKeyOf(randomBytes(32)), protection });
  const write: WriteSide = {
    store,
    calendars: calendarsIn(store),
    today: () => '2026-01-05',
    matchKey: (text) => `key of ${text.length}`,
    destroyKey: (stream, subject) => store.destroyKey(stream, subject),
  };
  await new RegisterUnitHandler(write).execute(
    new RegisterUnit({ unit: 'u1', name: '示例', commandId: randomUUID(), actor: admin }),
  );
  const records = (record: CaseRecord, file = '0'.repeat(64)) =>
    new RecordCaseHandler(write).execute(
      new RecordCase({ record, actor: clerk, origin: { fileSha256: file, sheet: 'csv', row: 2 } }),
    );
  await records(row);
  const orders = (actor = clerk) =>
    new OrderErasureHandler(write).execute(new OrderErasure({ caseId, order, actor, commandId: randomUUID() }));
  const approves = (actor = head, commandId: string = randomUUID(), at: WriteSide = write) =>
    new ApproveErasureHandler(at).execute(new ApproveErasure({ caseId, subject: 'applicant', actor, commandId }));
  const keys = async () => (await raw.dataKeys.find([caseStream(caseId)])).map(({ wrapped }) => wrapped !== null);
  const history = () => caseHistory(store, caseStream(caseId));
  return { write, raw, records, orders, approves, keys, history };
}

it('what was ordered is destroyed once somebody else approved it', async () => {
  const { orders, approves, keys, history } = await officeWithCase();
  await orders();
  expect(await keys()).toEqual([true]);
  await expect(approves(clerk)).rejects.toMatchObject({ rejection: { code: 'E_ROLE' } });
  await expect(approves({ id: clerk.id, role: 'admin' })).rejects.toMatchObject({
    rejection: { code: 'E_ERASURE_SAME_PERSON' },
  });
  expect(await keys()).toEqual([true]);
  await approves();
  expect(await keys()).toEqual([false]);
  expect(fold(await history())).toMatchObject({ applicantName: null, applicantIdProof: null, status: 'CLOSED' });
});

it('a command that was cut off between the event and the key destroys the key when it comes again', async () => {
  const { write, orders, approves, keys, history } = await officeWithCase();
  await orders();
  const commandId = randomUUID();
  const cut: WriteSide = { ...write, destroyKey: () => Promise.reject(new StoreUnavailable(new Error('cut'))) };
  await expect(approves(head, commandId, cut)).rejects.toThrow(StoreUnavailable);
  expect(await keys()).toEqual([true]);
  // The event is the truth already: nobody reads the name, though the key is still there.
  expect(fold(await history())?.applicantName).toBeNull();
  expect(await approves(head, commandId)).toMatchObject({ duplicate: true });
  expect(await keys()).toEqual([false]);
  // And once more, when there is no key any more.
  expect(await approves(head, commandId)).toMatchObject({ duplicate: true });
});

it('the same ledger row, and one with another name, leave an erased case as it is', async () => {
  const { orders, approves, records, history } = await officeWithCase();
  await orders();
  await approves();
  const before = (await history()).length;
  expect(await records(row, '1'.repeat(64))).toMatchObject({ outcome: 'unchanged' });
  expect(await records({ ...row, applicantName: '李四光', note: '张三丰来电' }, '2'.repeat(64))).toMatchObject({
    outcome: 'unchanged',
  });
  expect(await history()).toHaveLength(before);
});

it('the log holds neither the name nor the number, and says who was no longer to be recognised', async () => {
  const { raw, orders, approves } = await officeWithCase();
  await orders();
  await approves();
  let bodies = '';
  for await (const { body } of raw.readStored()) bodies += body;
  expect(bodies).not.toMatch(/张三丰|110101199003078515/);
  expect(bodies).toContain('"applicantKey":null');
});
