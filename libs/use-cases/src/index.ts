export { ActOnCase, type ActOnCaseRequest } from './act-on-case';
export type { Attribution } from './append-events';
export { caseHistory } from './case-history';
export { calendarsIn, type KnownCalendars } from './calendar-in-log';
export { USE_CASES } from './handlers';
export { CALENDAR_STREAM, caseIdOf, caseStream, derivedId, reportStream, unitStream } from './identity';
export { OFFICE_ROLES, requireRole, type OfficeUseCase } from './office-roles';
export type { Receipt } from './receipt';
export { RecordCase, type RecordCaseRequest, type RecordedCase } from './record-case';
export { RecordWorkCalendar, type RecordedCalendar } from './record-work-calendar';
export { CommandIdReused, Refused, UnknownUnit } from './refused';
export { RegisterApplication, type RegisterApplicationRequest } from './register-application';
export { RegisterUnit, type RegisterUnitRequest, type UnitReceipt } from './register-unit';
export { RecordProactiveFigures, WriteReportText, type ReportInputReceipt } from './report-inputs';
export { ReverseImportOfCase, type ReversedCase, type ReverseImportOfCaseRequest } from './reverse-import';
export { listSeals, SealKeyMissing, SealLog, type Sealing, type SealOfLog, type SealReceipt } from './seal-log';
export { SplitApplication, type SplitApplicationRequest } from './split-application';
export { AbolishUnit, MoveUnit, type PlacementReceipt } from './place-unit';
export { PublishReport, ReviseReport, type ComputedReport, type PublicationReceipt } from './publish-report';
export { knownUnitOf, unitExists } from './units';
export { ApproveErasure, OrderErasure } from './erase-person';
export { listReads, type ReadsAsked, type RecordedRead } from './list-reads';
export { recordRead, type ReadRecord } from './record-read';
export {
  LastSelfAudit,
  listSelfAudits,
  RecordSelfAudit,
  type RecordedSelfAudit,
  type SelfAuditRecord,
} from './record-self-audit';
export { seeCase, seen, type SeenCase, type Viewing } from './see-case';
export { WRITE_SIDE, type WriteSide } from './write-side';
