import { randomUUID } from 'node:crypto';
import type { Actor, CaseCommand, CaseEvent } from '@app/disclosure';
import { inMemoryStore, type EventStore } from '@app/event-store';
import { ActOnCase, ActOnCaseHandler } from './act-on-case';
import { calendarsIn } from './calendar-in-log';
import { caseHistory } from './case-history';
import { caseStream } from './identity';
import { RegisterApplication, RegisterApplicationHandler } from './register-application';
import { RegisterUnit, RegisterUnitHandler } from './register-unit';
import { unitInLog } from './units';
import type { WriteSide } from './write-side';

const admin: Actor = { id: 'admin', role: 'admin' };
const clerk: Actor = { id: 'clerk', role: 'handler' };
const lawyer: Actor = { id: 'lawyer', role: 'handler' };

const decides: CaseCommand = {
  name: 'Decide',
  data: {
    decidedOn: '2025-03-12',
    resultCode: 'granted',
    legalBasis: ['Reg.36'],
    reasons: '示例理由',
    remedy: 'either',
    docNo: '示例〔2025〕1号',
    decidedBy: 'signer',
  },
};
const determines: CaseCommand = {
  name: 'DetermineAttribute',
  data: { attribute: 'on_request', determinedOn: '2025-03-12' },
};
const passes = (name: 'RecordSecrecyReview' | 'RecordLegalReview'): CaseCommand => ({
  name,
  data: { result: 'passed', reviewedOn: '2025-03-12' },
});
const dispatches: CaseCommand = { name: 'DispatchReply', data: { dispatchedOn: '2025-03-13', mode: 'china_post' } };
const MISSING = { rejection: { code: 'E_REVIEW_MISSING', field: 'legalReview' } };

function office(store: EventStore = inMemoryStore()) {
  const write: WriteSide = {
    store,
    calendars: calendarsIn(store),
    today: () => '2025-03-20',
    matchKey: (text) => text,
  };
  const registers = (changed: { name?: string; legalReview?: boolean } = {}) =>
    new RegisterUnitHandler(write).execute(
      new RegisterUnit({ unit: 'u1', name: '示例', ...changed, commandId: randomUUID(), actor: admin }),
    );
  const does = (caseId: string, command: CaseCommand, actor = clerk, commandId: string = randomUUID()) =>
    new ActOnCaseHandler(write).execute(new ActOnCase({ caseId, commandId, actor, command }));
  /** A case with everything done for its release but a legal review. */
  const decided = async () => {
    const { caseId } = await new RegisterApplicationHandler(write).execute(
      new RegisterApplication({
        commandId: randomUUID(),
        actor: clerk,
        data: {
          unit: 'u1',
          channel: 'in_person',
          arrivedOn: '2025-03-03',
          applicantKind: 'natural_person',
          applicantName: '某人',
          infoDescription: '事项',
        },
      }),
    );
    await does(caseId, decides);
    await does(caseId, determines);
    await does(caseId, passes('RecordSecrecyReview'), lawyer);
    return caseId;
  };
  /** The act that takes the last entry of a type back. */
  const entry = async (caseId: string, type: CaseEvent['type']): Promise<CaseCommand> => {
    const target = (await caseHistory(store, caseStream(caseId))).findLast((event) => event.type === type);
    return { name: 'RetractEntry', data: { targetEventId: target!.id, reason: '示例', approvedBy: 'head' } };
  };
  return { write, store, registers, does, decided, entry };
}

describe('a unit that wants a legal review (Reg.17)', () => {
  it('releases nothing without one, and releases with one', async () => {
    const { registers, does, decided } = office();
    await registers({ legalReview: true });
    const caseId = await decided();
    await expect(does(caseId, dispatches)).rejects.toMatchObject(MISSING);
    await does(caseId, passes('RecordLegalReview'), lawyer);
    await expect(does(caseId, dispatches)).resolves.toMatchObject({ status: 'CLOSED' });
  });

  it('is obeyed from the next command on, also where another process said so', async () => {
    const { store, registers, does, decided } = office();
    await registers();
    const [first, second] = [await decided(), await decided()];
    await does(first, dispatches);
    await office(store).registers({ legalReview: true });
    await expect(does(second, dispatches)).rejects.toMatchObject(MISSING);
    await office(store).registers({ legalReview: false });
    await expect(does(second, dispatches)).resolves.toMatchObject({ status: 'CLOSED' });
  });

  it('answers a dispatch sent again as it answered then, although the unit wants more by now', async () => {
    const { registers, does, decided } = office();
    await registers();
    const caseId = await decided();
    const commandId = randomUUID();
    const first = await does(caseId, dispatches, clerk, commandId);
    await registers({ legalReview: true });
    expect(await does(caseId, dispatches, clerk, commandId)).toEqual({ ...first, duplicate: true });
  });

  it('lets nobody take back the review a reply rests on, whatever it wants by now (R-110)', async () => {
    const { registers, does, decided, entry } = office();
    await registers({ legalReview: true });
    const caseId = await decided();
    await does(caseId, passes('RecordLegalReview'), lawyer);
    await does(caseId, dispatches);
    const retracts = await entry(caseId, 'LegalReviewed');
    await expect(does(caseId, retracts)).rejects.toMatchObject({ rejection: { code: 'E_DEPENDENT' } });
    await registers({ legalReview: false });
    await expect(does(caseId, retracts)).rejects.toMatchObject({ rejection: { code: 'E_DEPENDENT' } });
  });

  it('asks no review of a reply that left before it wanted any, when its entries are corrected', async () => {
    const { registers, does, decided, entry } = office();
    await registers();
    const caseId = await decided();
    await does(caseId, passes('RecordLegalReview'), lawyer);
    await does(caseId, dispatches);
    await registers({ legalReview: true });
    await expect(does(caseId, await entry(caseId, 'LegalReviewed'))).resolves.toMatchObject({ status: 'CLOSED' });
  });

  it('keeps its wish when it is renamed, and says nothing twice', async () => {
    const { store, registers } = office();
    expect(await registers({ legalReview: true })).toMatchObject({ changed: true });
    expect(await registers({ legalReview: true })).toMatchObject({ changed: false });
    expect(await registers({ name: '示例局' })).toMatchObject({ changed: true });
    expect((await unitInLog(store, 'u1')).latest).toMatchObject({ name: '示例局', legalReview: true });
  });

  it('costs one read of the unit, and only where a reply is sent', async () => {
    const store = inMemoryStore();
    const { registers, does, decided } = office(store);
    await registers();
    const caseId = await decided();
    const asked: unknown[] = [];
    const readStream = store.readStream.bind(store);
    store.readStream = (stream, options) => {
      if (stream === 'unit-u1') asked.push(options);
      return readStream(stream, options);
    };
    await does(caseId, passes('RecordLegalReview'), lawyer);
    expect(asked).toEqual([]);
    await does(caseId, dispatches);
    expect(asked).toEqual([{ from: 1 }]);
  });
});
