import { randomUUID } from 'node:crypto';
import type { Actor } from '@app/disclosure';
import { inMemoryStore } from '@app/event-store';
import { appendEvents } from './append-events';
import { calendarsIn } from './calendar-in-log';
import { reportStream } from './identity';
import { AbolishUnit, AbolishUnitHandler, MoveUnit, MoveUnitHandler } from './place-unit';
import { RecordCase, RecordCaseHandler } from './record-case';
import { CommandIdReused } from './refused';
import { RegisterApplication, RegisterApplicationHandler } from './register-application';
import { RegisterUnit, RegisterUnitHandler, type RegisterUnitRequest } from './register-unit';
import { unitInLog } from './units';
import type { WriteSide } from './write-side';

const admin: Actor = { id: 'admin', role: 'admin' };
const clerk: Actor = { id: 'clerk', role: 'handler' };

function office() {
  const store = inMemoryStore();
  const write: WriteSide = {
    store,
    calendars: calendarsIn(store),
    today: () => '2025-07-15',
    matchKey: (text) => text,
  };
  const by = (commandId: string = randomUUID()) => ({ commandId, actor: admin });
  return {
    write,
    registers: (unit: string, more: Partial<RegisterUnitRequest> = {}) =>
      new RegisterUnitHandler(write).execute(new RegisterUnit({ unit, name: `示例${unit}`, ...by(), ...more })),
    moves: (unit: string, parent: string | null, from: string, id?: string) =>
      new MoveUnitHandler(write).execute(new MoveUnit({ unit, parent, from, ...by(id) })),
    abolishes: (unit: string, lastDay: string, successor?: string, id?: string) =>
      new AbolishUnitHandler(write).execute(
        new AbolishUnit({ unit, lastDay, ...(successor !== undefined && { successor }), ...by(id) }),
      ),
    receives: (unit: string, arrivedOn: string, caseNo?: string, commandId: string = randomUUID()) =>
      new RegisterApplicationHandler(write).execute(
        new RegisterApplication({
          commandId,
          actor: clerk,
          data: {
            unit,
            caseNo,
            channel: 'in_person',
            arrivedOn,
            applicantKind: 'natural_person',
            applicantName: '某人',
            infoDescription: '事项',
          },
        }),
      ),
    imports: (unit: string, receivedOn: string) =>
      new RecordCaseHandler(write).execute(
        new RecordCase({
          actor: clerk,
          record: {
            unit,
            caseNo: '2025-1',
            receivedOn,
            applicantKind: 'natural_person',
            reconsiderations: [],
            suits: [],
          },
          origin: { fileSha256: '0'.repeat(64), sheet: 'csv', row: 2 },
        }),
      ),
    /** As if its report of the year had been published. */
    publishes: (unit: string, year: number) =>
      appendEvents(write, {
        ...by(),
        stream: reportStream(unit, year),
        unit,
        expectedRevision: 'no_stream',
        events: [
          {
            type: 'ReportFrozen',
            effectiveOn: write.today(),
            data: {
              reportYear: year,
              unitId: unit,
              revision: 1,
              cutoffRecordedAt: '2025-01-10T00:00:00.000Z',
              cells: {},
              publishedOn: write.today(),
            },
          },
        ],
      }),
    placement: async (unit: string) => (await unitInLog(store, unit)).latest,
  };
}
const refusal = (code: string, field: string, detail?: object) => ({
  rejection: { code, field, ...(detail && { detail }) },
});

describe('the tree of units (A-77)', () => {
  it('takes a superior that is registered, and no other', async () => {
    const { registers, moves, placement } = office();
    await registers('GOV', { kind: 'government' });
    await registers('A', { parent: 'GOV' });
    expect(await placement('A')).toMatchObject({ parents: [{ parent: 'GOV' }] });
    await expect(registers('B', { parent: 'NONE' })).rejects.toMatchObject({ unit: 'NONE', field: 'parent' });
    await expect(moves('A', 'NONE', '2025-01-01')).rejects.toMatchObject({ unit: 'NONE', field: 'parent' });
    await expect(moves('NONE', 'GOV', '2025-01-01')).rejects.toMatchObject({ unit: 'NONE', field: 'unit' });
  });

  it('has no unit below itself', async () => {
    const { registers, moves } = office();
    await registers('A');
    await registers('B', { parent: 'A' });
    await registers('C', { parent: 'B' });
    const looped = refusal('E_UNIT_TREE', 'parent');
    await expect(registers('D', { parent: 'D' })).rejects.toMatchObject(looped);
    await expect(moves('A', 'A', '2025-01-01')).rejects.toMatchObject(looped);
    await expect(moves('A', 'C', '2025-01-01')).rejects.toMatchObject(looped);
    await expect(registers('A', { parent: 'C' })).rejects.toMatchObject(looped);
    await moves('B', null, '2025-01-01');
    await expect(moves('A', 'C', '2024-12-31')).rejects.toMatchObject(looped);
    await expect(moves('A', 'C', '2025-01-01')).resolves.toMatchObject({ unit: 'A', duplicate: false });
  });

  it('is closed to a ring by nobody, whoever moves at the same moment', async () => {
    const { registers, moves, placement } = office();
    await registers('A');
    await registers('B');
    const both = await Promise.allSettled([moves('A', 'B', '2025-01-01'), moves('B', 'A', '2025-01-01')]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(both[1]).toMatchObject({ reason: refusal('E_UNIT_TREE', 'parent') });
    expect((await placement('B'))?.parents).toEqual([]);
  });

  it('nor by a registration that names its superior while that one moves', async () => {
    const { registers, moves } = office();
    await registers('A');
    await registers('B');
    const both = await Promise.allSettled([moves('B', 'A', '2025-01-01'), registers('A', { parent: 'B' })]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  it('is worked on under the lock among processes, if there is one', async () => {
    const { write, registers, moves } = office();
    const seen: string[] = [];
    write.oneAtATime = async (work) => {
      seen.push('in');
      const done = await work();
      seen.push('out');
      return done;
    };
    await registers('A');
    expect(seen).toEqual([]);
    await registers('B', { parent: 'A' });
    await moves('B', null, '2025-01-01');
    expect(seen).toEqual(['in', 'out', 'in', 'out']);
    await expect(moves('B', 'B', '2025-01-01')).rejects.toMatchObject(refusal('E_UNIT_TREE', 'parent'));
    await expect(moves('B', 'A', '2025-01-02')).resolves.toMatchObject({ unit: 'B' });
  });

  it('changes by a move, not by a second registration', async () => {
    const { registers, placement } = office();
    await registers('A');
    await registers('B');
    await registers('C', { parent: 'A' });
    await expect(registers('C', { parent: 'B' })).rejects.toMatchObject(refusal('E_UNIT_PLACED', 'parent'));
    expect(await registers('C', { parent: 'A' })).toMatchObject({ changed: false });
    expect(await registers('C', { parent: 'A', name: '新名' })).toMatchObject({ changed: true });
    expect(await placement('C')).toMatchObject({ name: '新名', parents: [{ parent: 'A' }] });
  });

  it('takes days that exist', async () => {
    const { registers, moves, abolishes } = office();
    await registers('A');
    await expect(moves('A', null, '2025-02-29')).rejects.toMatchObject(refusal('E_DATE', 'from'));
    await expect(abolishes('A', '2025-6-30')).rejects.toMatchObject(refusal('E_DATE', 'lastDay'));
  });

  it('answers a move sent again the same, and refuses the id for another', async () => {
    const { registers, moves } = office();
    await registers('A');
    await registers('B');
    const id = randomUUID();
    const first = await moves('B', 'A', '2025-01-01', id);
    expect(await moves('B', 'A', '2025-01-01', id)).toEqual({ ...first, duplicate: true });
    await expect(moves('B', 'A', '2025-01-02', id)).rejects.toThrow(CommandIdReused);
  });
});

describe('a unit that ended (A-77)', () => {
  const ended = (field: string, unit = 'A') => refusal('E_UNIT_ABOLISHED', field, { unit, lastDay: '2025-06-30' });
  async function withEnded() {
    const it = office();
    await it.registers('A');
    await it.registers('B');
    await it.abolishes('A', '2025-06-30', 'B');
    return it;
  }

  it('takes what arrived until its last day, and nothing later', async () => {
    const { receives, imports } = await withEnded();
    await expect(receives('A', '2025-07-01')).rejects.toMatchObject(ended('arrivedOn'));
    await expect(receives('A', '2025-07-01', '2025-9')).rejects.toMatchObject(ended('arrivedOn'));
    await expect(imports('A', '2025-07-01')).rejects.toMatchObject(ended('receivedOn'));
    await expect(receives('A', '2025-06-30')).resolves.toMatchObject({ caseNo: '2025-0001' });
    await expect(imports('A', '2025-06-30')).resolves.toMatchObject({ outcome: 'accepted' });
    await expect(receives('B', '2025-07-01')).resolves.toMatchObject({ caseNo: '2025-0001' });
  });

  it('keeps the answer to what it accepted before anybody told', async () => {
    const { registers, receives, abolishes } = office();
    await registers('A');
    const ids = [randomUUID(), randomUUID()] as const;
    const first = [
      await receives('A', '2025-07-01', '2025-9', ids[0]),
      await receives('A', '2025-07-01', undefined, ids[1]),
    ];
    await abolishes('A', '2025-06-30');
    const again = [
      await receives('A', '2025-07-01', '2025-9', ids[0]),
      await receives('A', '2025-07-01', undefined, ids[1]),
    ];
    expect(again).toEqual(first.map((receipt) => ({ ...receipt, duplicate: true })));
  });

  it('is neither renamed nor moved nor anybody’s superior afterwards', async () => {
    const { registers, moves } = await withEnded();
    await expect(registers('A', { name: '新名' })).rejects.toMatchObject(ended('unit'));
    await expect(moves('A', 'B', '2025-07-01')).rejects.toMatchObject(ended('from'));
    await expect(moves('B', 'A', '2025-07-01')).rejects.toMatchObject(ended('parent'));
    await expect(registers('C', { parent: 'A' })).rejects.toMatchObject(ended('parent'));
    await expect(moves('A', 'B', '2025-06-30')).resolves.toMatchObject({ unit: 'A' });
  });

  it('leaves its cases to another unit that stands on', async () => {
    const { registers, abolishes, placement } = await withEnded();
    await registers('C');
    await expect(abolishes('C', '2025-06-30', 'C')).rejects.toMatchObject(refusal('E_UNIT_TREE', 'successor'));
    await expect(abolishes('C', '2025-06-30', 'NONE')).rejects.toMatchObject({ unit: 'NONE', field: 'successor' });
    await expect(abolishes('C', '2025-06-30', 'A')).rejects.toMatchObject(ended('successor'));
    await abolishes('C', '2025-06-29', 'A');
    expect(await placement('C')).toMatchObject({ abolished: { lastDay: '2025-06-29', successor: 'A' } });
  });

  it('is not left to a successor whose report of a later year is published (K-04)', async () => {
    const { registers, publishes, abolishes, placement } = office();
    for (const unit of ['A', 'B', 'C']) await registers(unit);
    await publishes('B', 2024);
    const rests = refusal('E_REPORT_SUCCEEDED', 'successor', { unit: 'B', published: 2024 });
    await expect(abolishes('A', '2023-11-30', 'B')).rejects.toMatchObject(rests);
    expect((await placement('A'))?.abolished).toBeUndefined();
    await abolishes('A', '2024-11-30', 'B');
    // Another day of the same year changes no report; another year or another successor would.
    await abolishes('A', '2024-10-31', 'B');
    await expect(abolishes('A', '2023-11-30', 'B')).rejects.toMatchObject(rests);
    await abolishes('A', '2024-10-31', 'C');
  });

  it('is not taken away from a successor whose report rests on it', async () => {
    const { registers, publishes, abolishes } = office();
    for (const unit of ['A', 'B', 'C']) await registers(unit);
    await abolishes('A', '2023-11-30', 'B');
    await publishes('B', 2024);
    const rests = refusal('E_REPORT_SUCCEEDED', 'successor', { unit: 'B', published: 2024 });
    await expect(abolishes('A', '2023-11-30', 'C')).rejects.toMatchObject(rests);
    await expect(abolishes('A', '2023-11-30')).rejects.toMatchObject(rests);
    await expect(abolishes('A', '2023-12-01', 'B')).resolves.toMatchObject({ unit: 'A' });
  });

  it('ends on another day when it is told again', async () => {
    const { abolishes, receives, placement } = await withEnded();
    await abolishes('A', '2025-07-10');
    expect((await placement('A'))?.abolished).toEqual({ lastDay: '2025-07-10' });
    await expect(receives('A', '2025-07-01')).resolves.toMatchObject({ caseNo: '2025-0001' });
  });
});
