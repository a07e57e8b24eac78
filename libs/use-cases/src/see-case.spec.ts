import { randomUUID } from 'node:crypto';
import type { Actor } from '@app/disclosure';
import { inMemoryStore, StoreUnavailable, type AppendRequest, type EventStore } from '@app/event-store';
import { calendarsIn } from './calendar-in-log';
import { listReads } from './list-reads';
import { recordRead } from './record-read';
import { RegisterApplication, RegisterApplicationHandler } from './register-application';
import { RegisterUnit, RegisterUnitHandler } from './register-unit';
import { seeCase, type Viewing } from './see-case';
import { caseStream } from './identity';
import type { WriteSide } from './write-side';

const admin: Actor = { id: 'admin', role: 'admin' };
const auditor: Actor = { id: 'auditor-1', role: 'auditor' };
const masked: Viewing = { actor: { id: 'clerk-1', role: 'handler' }, door: 'GET /cases/{caseId}' };
const unmasked: Viewing = { ...masked, purpose: 'handling' };

function office(store: EventStore): WriteSide {
  return { store, calendars: calendarsIn(store), today: () => '2025-06-30', matchKey: (text) => text };
}

async function officeWithCase(): Promise<{ write: WriteSide; caseId: string }> {
  const write = office(inMemoryStore());
  await new RegisterUnitHandler(write).execute(
    new RegisterUnit({ unit: 'u1', name: '示例', commandId: randomUUID(), actor: admin }),
  );
  const { caseId } = await new RegisterApplicationHandler(write).execute(
    new RegisterApplication({
      commandId: randomUUID(),
      actor: masked.actor,
      data: {
        unit: 'u1',
        channel: 'in_person',
        arrivedOn: '2025-03-03',
        applicantKind: 'natural_person',
        applicantName: '张三丰',
        infoDescription: '某事项',
      },
    }),
  );
  return { write, caseId };
}

/** The same log, into which no look is ever written: full, slow or gone. */
function withoutReadLog(write: WriteSide, failure: () => Promise<never>): WriteSide {
  const deaf = Object.create(write.store) as EventStore;
  deaf.append = (request: AppendRequest) =>
    request.events.some(({ type }) => type === 'ReadRecorded') ? failure() : write.store.append(request);
  return office(deaf);
}

it('a masked look leaves no record and no name', async () => {
  const { write, caseId } = await officeWithCase();
  const { state } = await seeCase(write, { caseId }, masked);
  expect(state.applicantName).toBe('张*');
  expect(await listReads(write, auditor, {})).toEqual([]);
});

it('an unmasked look is recorded with who, what, where and why, without what it showed', async () => {
  const { write, caseId } = await officeWithCase();
  const { state } = await seeCase(write, { caseId }, unmasked);
  expect(state.applicantName).toBe('张三丰');
  const reads = await listReads(write, auditor, { case: { caseId, unit: 'u1' } });
  expect(reads).toMatchObject([
    {
      actor: masked.actor,
      caseId,
      unit: 'u1',
      door: 'GET /cases/{caseId}',
      purpose: 'handling',
      fields: ['ApplicationRegistered.applicantName', 'ApplicationRegistered.infoDescription'],
    },
  ]);
  expect(JSON.stringify(reads)).not.toContain('张三丰');
});

it('an unmasked answer that cannot be recorded does not leave; a masked one does (T20)', async () => {
  const { write, caseId } = await officeWithCase();
  const full = withoutReadLog(write, () => Promise.reject(new StoreUnavailable(new Error('disk full'))));
  await expect(seeCase(full, { caseId }, unmasked)).rejects.toThrow(StoreUnavailable);
  expect((await seeCase(full, { caseId }, masked)).state.applicantName).toBe('张*');
});

it('an unmasked answer waits for its record (T20)', async () => {
  const { write, caseId } = await officeWithCase();
  let written: (error: Error) => void = () => undefined;
  const slow = withoutReadLog(write, () => new Promise<never>((_, reject) => (written = reject)));
  let answered = false;
  const look = seeCase(slow, { caseId }, unmasked).then(
    () => (answered = true),
    () => undefined,
  );
  await new Promise((turn) => setImmediate(turn));
  expect(answered).toBe(false);
  written(new StoreUnavailable(new Error('gone')));
  await look;
  expect(answered).toBe(false);
});

it('whoever was erased while the look was recorded is not shown (T20)', async () => {
  const { write, caseId } = await officeWithCase();
  const erasing = Object.create(write.store) as EventStore;
  erasing.append = async (request: AppendRequest) => {
    if (request.events.some(({ type }) => type === 'ReadRecorded')) {
      await write.store.append({
        stream: caseStream(caseId),
        expectedRevision: 0,
        commandId: randomUUID(),
        events: [
          {
            id: randomUUID(),
            type: 'PersonErased',
            schemaVersion: 1,
            effectiveOn: '2025-06-30',
            actor: admin,
            data: { subject: 'applicant' },
            metadata: { unit: 'u1' },
          },
        ],
      });
    }
    return write.store.append(request);
  };
  const { state } = await seeCase(office(erasing), { caseId }, unmasked);
  expect(state.applicantName).not.toContain('张');
});

it('many who look at one case at the same moment are all recorded', async () => {
  const { write, caseId } = await officeWithCase();
  await Promise.all(Array.from({ length: 10 }, () => seeCase(write, { caseId }, unmasked)));
  expect(await listReads(write, auditor, { case: { caseId, unit: 'u1' } })).toHaveLength(10);
});

it('a look at a whole unit counts for each of its cases', async () => {
  const { write, caseId } = await officeWithCase();
  const fields = ['ApplicationRegistered.applicantName'];
  await recordRead(write, masked.actor, { unit: 'u1', cases: 1, fields, door: 'ledger export', purpose: 'report' });
  expect(await listReads(write, auditor, { case: { caseId, unit: 'u1' } })).toMatchObject([{ cases: 1 }]);
});

it('is listed for auditors and administrators only', async () => {
  const { write } = await officeWithCase();
  await expect(listReads(write, masked.actor, {})).rejects.toMatchObject({ rejection: { code: 'E_ROLE' } });
});
