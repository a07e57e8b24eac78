import { randomUUID } from 'node:crypto';
import { ROLES, stateCouncilCalendar, type Actor, type Role } from '@app/disclosure';
import { inMemoryStore } from '@app/event-store';
import { newSealKeyPem, sealKeyOf } from '@app/evidence';
import { calendarsIn } from './calendar-in-log';
import { OFFICE_ROLES, type OfficeUseCase } from './office-roles';
import { AbolishUnit, AbolishUnitHandler, MoveUnit, MoveUnitHandler } from './place-unit';
import {
  PublishReport,
  PublishReportHandler,
  ReviseReport,
  ReviseReportHandler,
  type ComputedReport,
} from './publish-report';
import { RecordWorkCalendar, RecordWorkCalendarHandler } from './record-work-calendar';
import { RegisterUnit, RegisterUnitHandler } from './register-unit';
import { SealLog, SealLogHandler } from './seal-log';
import type { WriteSide } from './write-side';

const report: ComputedReport = {
  unit: 'u1',
  year: 2024,
  position: 1,
  cutoffRecordedAt: '2025-01-10T00:00:00.000Z',
  cells: {},
  calendarVersion: 'v',
  unitTree: [{ unit: 'u1', name: '示例' }],
  checks: [],
  hash: '0'.repeat(64),
  adjustments: [],
};

/** Each done by somebody of the role, where nothing but the role can stand in its way. */
const DOES: Record<OfficeUseCase, (write: WriteSide, actor: Actor) => Promise<unknown>> = {
  RegisterUnit: (write, actor) =>
    new RegisterUnitHandler(write).execute(
      new RegisterUnit({ unit: 'u2', name: '示例', commandId: randomUUID(), actor }),
    ),
  MoveUnit: (write, actor) =>
    new MoveUnitHandler(write).execute(
      new MoveUnit({ unit: 'u1', parent: null, from: '2025-01-01', commandId: randomUUID(), actor }),
    ),
  AbolishUnit: (write, actor) =>
    new AbolishUnitHandler(write).execute(
      new AbolishUnit({ unit: 'u1', lastDay: '2025-01-01', commandId: randomUUID(), actor }),
    ),
  RecordWorkCalendar: (write, actor) => {
    const notice = { ...stateCouncilCalendar.schedule(2025)!, source: '示例通知〔2025〕1号' };
    const { year, daysOff, makeUpDays, source } = notice;
    return new RecordWorkCalendarHandler(write).execute(
      new RecordWorkCalendar({
        commandId: randomUUID(),
        actor,
        notice: { year, daysOff: [...daysOff], makeUpDays: [...makeUpDays], source },
      }),
    );
  },
  PublishReport: (write, actor) =>
    new PublishReportHandler(write).execute(new PublishReport({ commandId: randomUUID(), actor, report })),
  ReviseReport: async (write, actor) => {
    await DOES.PublishReport(write, { id: 'head', role: 'office_head' });
    return new ReviseReportHandler(write).execute(
      new ReviseReport({ commandId: randomUUID(), actor, report, reason: '补录一件' }),
    );
  },
  SealLog: (write, actor) => new SealLogHandler(write).execute(new SealLog({ commandId: randomUUID(), actor })),
};

const cases = (Object.keys(OFFICE_ROLES) as OfficeUseCase[]).flatMap((useCase) =>
  (Object.keys(ROLES) as Role[]).map((role): [OfficeUseCase, Role] => [useCase, role]),
);

it.each(cases)('%s by a %s is done or refused as the table says (E_ROLE)', async (useCase, role) => {
  const store = inMemoryStore();
  const write: WriteSide = {
    store,
    calendars: calendarsIn(store),
    today: () => '2025-07-01',
    matchKey: (text) => text,
    sealing: { log: store, key: sealKeyOf(newSealKeyPem()) },
  };
  const admin: Actor = { id: 'admin', role: 'admin' };
  await new RegisterUnitHandler(write).execute(
    new RegisterUnit({ unit: 'u1', name: '示例', commandId: randomUUID(), actor: admin }),
  );
  const done = DOES[useCase](write, { id: 'somebody', role });
  if (OFFICE_ROLES[useCase].includes(role)) {
    await expect(done).resolves.toBeDefined();
  } else {
    await expect(done).rejects.toMatchObject({ rejection: { code: 'E_ROLE', detail: { role } } });
  }
});

it('leaves none of them to those who work on cases, count or audit; but an auditor may have the log sealed', () => {
  const kept: Role[] = ['registrar', 'handler', 'statistician', 'auditor'];
  const open = (Object.keys(OFFICE_ROLES) as OfficeUseCase[]).flatMap((useCase) =>
    OFFICE_ROLES[useCase].filter((role) => kept.includes(role)).map((role) => `${useCase} ${role}`),
  );
  expect(open).toEqual(['SealLog auditor']);
});
