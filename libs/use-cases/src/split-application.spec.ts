import { randomUUID } from 'node:crypto';
import { fold, type Actor } from '@app/disclosure';
import { inMemoryStore, StoreUnavailable, type EventStore } from '@app/event-store';
import { calendarsIn } from './calendar-in-log';
import { caseHistory } from './case-history';
import { caseIdOf, caseStream } from './identity';
import { RegisterApplication, RegisterApplicationHandler } from './register-application';
import { RegisterUnit, RegisterUnitHandler } from './register-unit';
import { SplitApplication, SplitApplicationHandler, type SplitApplicationRequest } from './split-application';
import type { WriteSide } from './write-side';

const clerk: Actor = { id: 'clerk', role: 'handler' };
const parts = [{ infoDescription: '甲' }, { infoDescription: '乙' }, { caseNo: 'own', infoDescription: '丙' }];

/** An office with one application for three matters. */
async function office() {
  const store = inMemoryStore();
  const on = (through: EventStore): WriteSide => ({
    store: through,
    calendars: calendarsIn(through),
    today: () => '2025-03-04',
    matchKey: (text) => `key of ${text}`,
  });
  await new RegisterUnitHandler(on(store)).execute(
    new RegisterUnit({ unit: 'u1', name: '示例', commandId: randomUUID(), actor: { id: 'admin', role: 'admin' } }),
  );
  const registers = (caseNo: string) =>
    new RegisterApplicationHandler(on(store)).execute(
      new RegisterApplication({
        commandId: randomUUID(),
        actor: clerk,
        data: {
          unit: 'u1',
          caseNo,
          channel: 'in_person',
          arrivedOn: '2025-03-03',
          applicantKind: 'natural_person',
          applicantName: '某人',
          applicantIdProof: 'X0000001',
          infoDescription: '甲乙丙',
        },
      }),
    );
  const { caseId } = await registers('7');
  const splits = (changed: Partial<SplitApplicationRequest> = {}, through: EventStore = store) =>
    new SplitApplicationHandler(on(through)).execute(
      new SplitApplication({
        caseId,
        commandId: randomUUID(),
        actor: clerk,
        data: { reason: '一事一申请', children: parts },
        ...changed,
      }),
    );
  const historyOf = (caseNo: string) => caseHistory(store, caseStream(caseIdOf('u1', caseNo)));
  return { store, caseId, registers, splits, historyOf };
}

/** The store, failing at the n-th append from here on. */
function failingAt(store: EventStore, nth: number): EventStore {
  let appends = 0;
  return new Proxy(store, {
    get: (target, key) =>
      key === 'append'
        ? (request: Parameters<EventStore['append']>[0]) =>
            ++appends === nth ? Promise.reject(new StoreUnavailable('pulled')) : target.append(request)
        : (Reflect.get(target, key) as unknown),
  });
}

describe('splitting an application (R-52, S8)', () => {
  it('leaves one split case and one received case for each part', async () => {
    const { caseId, splits, historyOf } = await office();
    const receipt = await splits();
    expect(receipt).toMatchObject({ caseId, caseNo: '7', status: 'SPLIT', duplicate: false });
    const children = await Promise.all(['7-1', '7-2', 'own'].map(async (caseNo) => fold(await historyOf(caseNo))));
    expect(children.map((child) => [child?.status, child?.receivedOn, child?.parentCaseId])).toEqual(
      Array(3).fill(['RUNNING', '2025-03-03', caseId]),
    );
    expect(children.map((child) => child?.infoDescription)).toEqual(['甲', '乙', '丙']);
    const [event] = receipt.events;
    expect((await historyOf('7')).find(({ id }) => id === event?.id)?.data).toEqual({
      reason: '一事一申请',
      childCaseIds: children.map((child) => child?.caseId),
    });
  });

  it('keeps recognising the applicant in every part', async () => {
    const { splits, historyOf } = await office();
    await splits();
    const keys = await Promise.all(
      ['7', '7-1', 'own'].map(async (caseNo) => (await historyOf(caseNo))[0]?.metadata.applicantKey),
    );
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^key of /);
  });

  it.each([2, 3, 4])('a repetition finishes what stopped at append %s', async (nth) => {
    const { store, splits, historyOf } = await office();
    const commandId = randomUUID();
    await expect(splits({ commandId }, failingAt(store, nth))).rejects.toThrow(StoreUnavailable);
    expect(await splits({ commandId })).toMatchObject({ status: 'SPLIT', duplicate: true });
    for (const caseNo of ['7-1', '7-2', 'own']) expect(await historyOf(caseNo)).toHaveLength(1);
    expect(await historyOf('7')).toHaveLength(2);
  });

  it('a repetition writes nothing; another split under the same id is refused', async () => {
    const { splits, historyOf } = await office();
    const commandId = randomUUID();
    const first = await splits({ commandId });
    expect(await splits({ commandId })).toEqual({ ...first, duplicate: true });
    expect((await historyOf('own')).at(-1)?.position).toBe(first.position);
    expect(await historyOf('7-1')).toHaveLength(1);
    for (const children of [parts.slice(0, 2), [{ infoDescription: '另一事项' }, ...parts.slice(1)]]) {
      await expect(splits({ commandId, data: { reason: '一事一申请', children } })).rejects.toMatchObject({
        name: 'CommandIdReused',
      });
    }
  });

  it('writes nothing where a number is taken', async () => {
    const { registers, splits, historyOf } = await office();
    await registers('7-2');
    await expect(splits()).rejects.toMatchObject({ rejection: { code: 'E_CASE_EXISTS', field: 'children' } });
    expect(await historyOf('7')).toHaveLength(1);
    expect(await historyOf('7-1')).toEqual([]);
  });

  it('is refused by the law, for an unknown case and for one seen otherwise', async () => {
    const { splits } = await office();
    await expect(splits({ caseId: randomUUID() })).rejects.toMatchObject({ rejection: { code: 'E_CASE_UNKNOWN' } });
    await expect(splits({ expectedRevision: 5 })).rejects.toMatchObject({ name: 'RevisionConflict' });
    await splits();
    await expect(splits()).rejects.toMatchObject({ rejection: { code: 'E_STATE' } });
  });
});
