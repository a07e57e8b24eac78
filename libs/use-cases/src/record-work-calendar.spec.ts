import { randomUUID } from 'node:crypto';
import { stateCouncilCalendar, type Actor, type CaseCommand, type HolidayNotice } from '@app/disclosure';
import { inMemoryStore, type EventStore } from '@app/event-store';
import { ActOnCase, ActOnCaseHandler } from './act-on-case';
import { calendarsIn } from './calendar-in-log';
import { CALENDAR_STREAM } from './identity';
import { RecordWorkCalendar, RecordWorkCalendarHandler } from './record-work-calendar';
import { CommandIdReused } from './refused';
import { RegisterApplication, RegisterApplicationHandler } from './register-application';
import { RegisterUnit, RegisterUnitHandler } from './register-unit';
import type { WriteSide } from './write-side';

const admin: Actor = { id: 'admin', role: 'admin' };
const head: Actor = { id: 'head', role: 'office_head' };

/** Invented: nobody knows the real one. */
const notice: HolidayNotice = {
  year: 2027,
  daysOff: ['2027-01-01', '2027-01-04'],
  makeUpDays: [],
  source: '示例通知〔2026〕9号',
};

function office(store: EventStore = inMemoryStore()) {
  const write: WriteSide = {
    store,
    calendars: calendarsIn(store),
    today: () => '2027-01-25',
    matchKey: (text) => text,
  };
  const records = (changed: Partial<HolidayNotice> = {}, commandId: string = randomUUID(), dryRun = false) =>
    new RecordWorkCalendarHandler(write).execute(
      new RecordWorkCalendar({ commandId, actor: admin, notice: { ...notice, ...changed }, dryRun }),
    );
  const does = (caseId: string, command: CaseCommand, commandId: string = randomUUID()) =>
    new ActOnCaseHandler(write).execute(new ActOnCase({ caseId, commandId, actor: head, command }));
  /** Received Friday 2026-12-25: 20 working days end on Friday 2027-01-22, with the notice on Tuesday 01-26. */
  const registers = async () => {
    await new RegisterUnitHandler(write).execute(
      new RegisterUnit({ unit: 'u1', name: '示例', commandId: randomUUID(), actor: admin }),
    );
    const { caseId } = await new RegisterApplicationHandler(write).execute(
      new RegisterApplication({
        commandId: randomUUID(),
        actor: head,
        data: {
          unit: 'u1',
          channel: 'in_person',
          arrivedOn: '2026-12-25',
          applicantKind: 'natural_person',
          applicantName: '某人',
          infoDescription: '事项',
        },
      }),
    );
    return caseId;
  };
  return { write, store, records, does, registers };
}

const extends5: CaseCommand = {
  name: 'ApproveExtension',
  data: { extraWd: 5, approvedBy: 'head', approvedOn: '2027-01-25', reason: '检索' },
};

describe('a holiday notice', () => {
  it('is in force for the next command, also where another process recorded it', async () => {
    const { store, does, registers } = office();
    const caseId = await registers();
    await expect(does(caseId, extends5)).rejects.toMatchObject({ rejection: { code: 'E_EXT_AFTER_DUE' } });
    await office(store).records();
    await expect(does(caseId, extends5)).resolves.toMatchObject({ status: 'RUNNING' });
  });

  it('is seen by every one of many commands that ask at the same moment', async () => {
    const { write, records } = office();
    const asked = Array.from({ length: 5 }, () => write.calendars());
    await records();
    const now = await Promise.all(Array.from({ length: 5 }, () => write.calendars()));
    expect(now.map(({ latest }) => latest.schedule(2027)?.source)).toEqual(Array(5).fill(notice.source));
    await Promise.all(asked);
    // Asked once more by each, and still every notice is counted once.
    expect((await write.calendars()).revision).toBe(0);
  });

  it('leaves what was known at a position as it was (R-66)', async () => {
    const { write, store, records } = office();
    const { position } = await store.head();
    const first = await records();
    await records({ daysOff: ['2027-01-01'], source: '示例通知〔2026〕10号' });
    const known = await write.calendars();
    expect(known.at(position).version).toBe(stateCouncilCalendar.version);
    expect(known.at(first.position!).version).toBe(first.after.version);
    expect(known.at(first.position!).schedule(2027)?.daysOff).toEqual(notice.daysOff);
    expect(known.latest.schedule(2027)?.daysOff).toEqual(['2027-01-01']);
  });

  it('that reaches into the year before changes both years at once', async () => {
    const { store, records } = office();
    const { years, after } = await records({ makeUpDays: ['2026-12-27'] });
    expect(years).toEqual([2027, 2026]);
    expect(after.schedule(2026)?.makeUpDays).toContain('2026-12-27');
    const stored = [];
    for await (const event of store.readStream(CALENDAR_STREAM)) stored.push(event.data);
    expect(stored.map(({ year }) => year)).toEqual([2027, 2026]);
    expect(stored.at(-1)).toMatchObject({ version: after.version });
  });

  it('that is known already writes nothing, a retry answers as before, another one under its id is refused', async () => {
    const { store, records } = office();
    const id = randomUUID();
    const first = await records({}, id);
    const { position } = await store.head();
    expect(await records()).toMatchObject({ years: [], duplicate: false });
    const again = await records({}, id);
    expect(again).toMatchObject({ years: [2027], position: first.position, duplicate: true });
    expect([again.before.version, again.after.version]).toEqual([first.before.version, first.after.version]);
    await expect(records({ daysOff: ['2027-01-01'] }, id)).rejects.toThrow(CommandIdReused);
    expect((await store.head()).position).toBe(position);
  });

  it('says on a dry run what it would make of the calendar, and writes nothing', async () => {
    const { store, records } = office();
    const { position } = await store.head();
    const { before, after, ...answer } = await records({}, randomUUID(), true);
    expect(answer).toEqual({ years: [2027], duplicate: false });
    expect([before.schedule(2027), after.schedule(2027)?.daysOff]).toEqual([undefined, notice.daysOff]);
    expect((await store.head()).position).toBe(position);
  });

  it('is refused when it cannot be one (R-61)', async () => {
    const { store, records } = office();
    await expect(records({ makeUpDays: ['2027-01-05'] })).rejects.toMatchObject({
      rejection: { code: 'E_CALENDAR_DAY', field: 'makeUpDays.0' },
    });
    expect((await store.head()).position).toBe(0);
  });

  it('makes no other command of one that was decided before it', async () => {
    const { does, registers, records } = office();
    const caseId = await registers();
    const asks: CaseCommand = {
      name: 'ApproveExtension',
      data: { extraWd: 5, approvedBy: 'head', approvedOn: '2027-01-22', reason: '检索' },
    };
    const id = randomUUID();
    const first = await does(caseId, asks, id);
    // The new year ends the period earlier: the same act would now come too late.
    await records({ daysOff: ['2027-03-01'], makeUpDays: ['2026-12-26', '2026-12-27', '2027-01-02'] });
    await expect(does(await registers(), asks)).rejects.toMatchObject({ rejection: { code: 'E_EXT_AFTER_DUE' } });
    expect(await does(caseId, asks, id)).toEqual({ ...first, duplicate: true });
  });
});
