import { ActOnCaseHandler } from './act-on-case';
import { ApproveErasureHandler, OrderErasureHandler } from './erase-person';
import { AbolishUnitHandler, MoveUnitHandler } from './place-unit';
import { PublishReportHandler, ReviseReportHandler } from './publish-report';
import { RecordCaseHandler } from './record-case';
import { RecordSelfAuditHandler } from './record-self-audit';
import { RecordWorkCalendarHandler } from './record-work-calendar';
import { RegisterApplicationHandler } from './register-application';
import { RegisterUnitHandler } from './register-unit';
import { RecordProactiveFiguresHandler, WriteReportTextHandler } from './report-inputs';
import { ReverseImportOfCaseHandler } from './reverse-import';
import { SealLogHandler } from './seal-log';
import { SplitApplicationHandler } from './split-application';

/** Everything the system can be asked to do; the write side's Nest providers. */
export const USE_CASES = [
  ActOnCaseHandler,
  RegisterApplicationHandler,
  SplitApplicationHandler,
  RecordCaseHandler,
  ReverseImportOfCaseHandler,
  RecordWorkCalendarHandler,
  OrderErasureHandler,
  ApproveErasureHandler,
  RecordSelfAuditHandler,
  RegisterUnitHandler,
  MoveUnitHandler,
  AbolishUnitHandler,
  RecordProactiveFiguresHandler,
  WriteReportTextHandler,
  PublishReportHandler,
  ReviseReportHandler,
  SealLogHandler,
];
