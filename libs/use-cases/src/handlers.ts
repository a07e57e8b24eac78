import { ActOnCaseHandler } from './act-on-case';
import { RecordCaseHandler } from './record-case';
import { RecordWorkCalendarHandler } from './record-work-calendar';
import { RegisterApplicationHandler } from './register-application';
import { RegisterUnitHandler } from './register-unit';
import { RecordProactiveFiguresHandler, WriteReportTextHandler } from './report-inputs';

/** Everything the system can be asked to do; the write side's Nest providers. */
export const USE_CASES = [
  ActOnCaseHandler,
  RegisterApplicationHandler,
  RecordCaseHandler,
  RecordWorkCalendarHandler,
  RegisterUnitHandler,
  RecordProactiveFiguresHandler,
  WriteReportTextHandler,
];
