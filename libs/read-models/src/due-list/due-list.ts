import type { Transaction } from '../database/transaction';
import { onEveryCaseEvent } from '../framework/case-events';
import {
  calendarChanged,
  caseChanged,
  latestOfEachCase,
  type CaseChange,
  type CaseNow,
} from '../framework/latest-cases';
import { clocksNow } from '../framework/clocks-now';
import { ignore, type BatchContext, type Projection } from '../framework/projection';
import { DueClock } from './due-clock.entity';
import { undelivered } from './undelivered';
import { isWatched } from './watched';

/** The running clocks of a case as it is now. */
export function dueRowsOf({ caseId, state, calendar }: CaseNow): DueClock[] {
  const open = clocksNow(state, calendar).filter((clock) => isWatched(clock, state));
  const ofCase = { caseId, unit: state.unit, caseNo: state.caseNo, status: state.status };
  return [
    ...open.map(({ id, subject = '', startedOn, dueOn, provisional, calendarVersion, state: runs }) => {
      return {
        ...ofCase,
        clock: id,
        subject,
        startedOn,
        dueOn,
        provisional,
        calendarVersion,
        paused: runs === 'paused',
      };
    }),
    ...undelivered(state).map(({ id, subject = '' }) => ({
      ...ofCase,
      clock: id,
      subject,
      startedOn: null,
      dueOn: null,
      provisional: false,
      calendarVersion: calendar.version,
      paused: false,
    })),
  ];
}

async function otherOpenCases(tx: Transaction, context: BatchContext, written: readonly CaseNow[]): Promise<CaseNow[]> {
  const open = await tx.query<{ caseId: string }>(
    'select distinct case_id as "caseId" from due_clock where not case_id = any($1) order by 1',
    [written.map(({ caseId }) => caseId)],
  );
  const cases: CaseNow[] = [];
  for (const { caseId } of open) {
    const state = await context.caseState(caseId);
    if (state) cases.push({ caseId, state, calendar: context.calendar });
  }
  return cases;
}

/** The clocks that run: what is due, and when. The dates come from the one function that counts days (D3). */
export const dueList: Projection<CaseChange> = {
  name: 'due-list',
  version: 4,
  statutory: false,
  tables: ['due_clock'],
  on: {
    ...onEveryCaseEvent(caseChanged),
    UnitRegistered: ignore,
    UnitMoved: ignore,
    UnitAbolished: ignore,
    ProactiveFigureRecorded: ignore,
    ReportTextWritten: ignore,
    WorkCalendarUpdated: calendarChanged,
    ReportFrozen: ignore,
    ReportPublished: ignore,
    ReportRevised: ignore,
    PriorPeriodAdjusted: ignore,
    ReadRecorded: ignore,
    SelfAuditRecorded: ignore,
    LogSealed: ignore,
  },
  async write(tx, changes, context) {
    const changed = latestOfEachCase(changes);
    const all = changes.some(({ of }) => of === 'all');
    const others = all ? await otherOpenCases(tx, context, changed) : [];
    const cases = [...changed, ...others].map((each) => (all ? { ...each, calendar: context.calendar } : each));
    await tx.execute('delete from due_clock where case_id = any($1)', [cases.map(({ caseId }) => caseId)]);
    await tx.upsert(DueClock, cases.flatMap(dueRowsOf));
  },
};
