import type { CaseState, WorkCalendar } from '@app/disclosure';
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
import { RegisterCase } from './register-case.entity';
import { RegisterName } from './register-name.entity';
import { searchKeyOf } from './search-key';

const dispatchOf = (state: CaseState) =>
  state.decisions.find(({ dispatch, revoked }) => dispatch !== undefined && revoked !== true)?.dispatch;

function replyOf(state: CaseState, calendar: WorkCalendar) {
  const clock = clocksNow(state, calendar).find(({ id }) => id === 'C3');
  return {
    replyDueOn: clock?.dueOn ?? null,
    replyDueProvisional: clock?.provisional ?? false,
    replyClock: clock?.state ?? null,
    overdueWd: clock?.overdueWd ?? 0,
  };
}

/** The line of a case as it is now. */
export function registerRowOf({ caseId, state, calendar }: CaseNow): RegisterCase {
  return {
    caseId,
    unit: state.unit,
    caseNo: state.caseNo,
    status: state.status,
    channel: state.channel,
    applicantKind: state.applicantKind,
    arrivedOn: state.arrivedOn,
    receivedOn: state.receivedOn,
    ...replyOf(state, calendar),
    dispatchedOn: dispatchOf(state)?.dispatchedOn ?? null,
    concludedOn: state.closing?.concludedOn ?? null,
    resultCode: state.closing?.resultCode ?? null,
    closingKind: state.closing?.closingKind ?? null,
    revision: state.revision,
    position: state.position,
  };
}

async function writeNames(tx: Transaction, cases: readonly CaseNow[]): Promise<void> {
  const named = cases.flatMap(({ caseId, state: { applicantName } }) =>
    applicantName ? [{ caseId, applicantName, searchKey: searchKeyOf(applicantName) }] : [],
  );
  const nameless = cases.filter(({ state }) => !state.applicantName).map(({ caseId }) => caseId);
  await tx.upsert(RegisterName, named);
  if (nameless.length > 0) await tx.execute('delete from register_name where case_id = any($1)', [nameless]);
}

/** Whether the reply date can still move with the calendar; what was closed keeps the days it was counted with. */
const isOpen = ({ closing, status }: CaseState): boolean =>
  closing === undefined && status !== 'VOID' && status !== 'SPLIT';

/** Cases whose reply date can still move with the calendar, except those the batch writes anyway. */
async function openCases(tx: Transaction, context: BatchContext, written: readonly CaseNow[]): Promise<CaseNow[]> {
  const open = await tx.query<{ caseId: string }>(
    `select case_id as "caseId" from register_case
     where concluded_on is null and status not in ('VOID', 'SPLIT') and not case_id = any($1)`,
    [written.map(({ caseId }) => caseId)],
  );
  const cases: CaseNow[] = [];
  for (const { caseId } of open) {
    const state = await context.caseState(caseId);
    if (state) cases.push({ caseId, state, calendar: context.calendar });
  }
  return cases;
}

/** The register: every case as it is now. Names go into a table of their own. */
export const caseRegister: Projection<CaseChange> = {
  name: 'case-register',
  version: 1,
  statutory: false,
  tables: ['register_case', 'register_name'],
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
    const cases = latestOfEachCase(changes);
    const all = changes.some(({ of }) => of === 'all');
    const counted = cases.map((each) => (all && isOpen(each.state) ? { ...each, calendar: context.calendar } : each));
    const others = all ? await openCases(tx, context, cases) : [];
    await tx.upsert(RegisterCase, [...counted, ...others].map(registerRowOf));
    await writeNames(tx, cases);
  },
};
