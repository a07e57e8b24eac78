import type { CaseEventType, LedgerEvent, OfficeEventType } from '@app/disclosure';
import { cellNumbers, day, flag, listOf, oneOf, text, whole, type Form } from './forms';

type CountedType =
  | Extract<
      CaseEventType,
      | 'ApplicationRegistered'
      | 'ReceiptConfirmed'
      | 'ApplicationSplit'
      | 'CaseVoided'
      | 'CaseClosed'
      | 'ReconsiderationFiled'
      | 'ReconsiderationAnswered'
      | 'ReconsiderationConcluded'
      | 'LitigationFiled'
      | 'LitigationConcluded'
      | 'EntryCorrected'
      | 'EntryRetracted'
    >
  | Extract<
      OfficeEventType,
      'UnitRegistered' | 'UnitAbolished' | 'ProactiveFigureRecorded' | 'ReportFrozen' | 'ReportRevised'
    >;

const orNone =
  (form: Form): Form =>
  (value) =>
    value === undefined || value === null || form(value);
const member: Form = (value) => {
  const { unit, revision } = (value ?? {}) as { unit?: unknown; revision?: unknown };
  return text(unit) && orNone(whole)(revision);
};
const report: Record<string, Form> = {
  unitId: text,
  reportYear: whole,
  revision: whole,
  cells: cellNumbers,
  position: orNone(whole),
  consolidated: orNone(flag),
  unitTree: orNone(listOf(member)),
};

/** What the counting reads of each event; all others change nothing in a table (`docs/audit-bundle.md`). */
const READ: Record<CountedType, Record<string, Form>> = {
  ApplicationRegistered: { unit: text, applicantKind: text, receivedOn: (value) => value === null || day(value) },
  ReceiptConfirmed: { confirmedOn: day },
  ApplicationSplit: { childCaseIds: listOf(text) },
  CaseVoided: {},
  CaseClosed: { concludedOn: day, resultCode: text },
  ReconsiderationFiled: { reconId: text, filedOn: day, acceptedOn: orNone(day), copyReceivedOn: orNone(day) },
  ReconsiderationAnswered: { reconId: text, copyReceivedOn: day },
  ReconsiderationConcluded: { reconId: text, concludedOn: day, servedOn: orNone(day), result: text },
  LitigationFiled: {
    suitId: text,
    route: oneOf('direct', 'after_reconsideration'),
    filedOn: day,
    copyReceivedOn: orNone(day),
  },
  LitigationConcluded: { suitId: text, concludedOn: day, result: text },
  EntryCorrected: { targetEventId: text, field: text },
  EntryRetracted: { targetEventId: text },
  UnitRegistered: { unit: text },
  UnitAbolished: { unit: text, lastDay: day, successor: orNone(text) },
  ProactiveFigureRecorded: { year: whole, cell: text, value: whole },
  ReportFrozen: report,
  ReportRevised: report,
};

export const isCounted = (type: string): type is CountedType => Object.hasOwn(READ, type);

/** Whether an event has what is read of it. */
export function isCountable({ type, data }: LedgerEvent): boolean {
  if (!isCounted(type)) return false;
  return Object.entries(READ[type]).every(([name, form]) => form((data as Record<string, unknown>)[name]));
}
