import { ApplicantPiece } from '../applicant-months/applicant-piece.entity';
import { ParkedStream } from '../framework/parked-stream.entity';
import { RegisterCase } from '../case-register/register-case.entity';
import { RegisterName } from '../case-register/register-name.entity';
import { TimelineRow } from '../case-timeline/timeline-row.entity';
import { DueClock } from '../due-list/due-clock.entity';
import { ReportFigure } from '../report-inputs/report-figure.entity';
import { ReportText } from '../report-inputs/report-text.entity';
import { ReportAdjustment } from '../report-snapshots/report-adjustment.entity';
import { ReportSnapshot } from '../report-snapshots/report-snapshot.entity';
import { FactsSpan } from '../statistical-facts/facts-span.entity';
import { CheckpointRow } from '../framework/checkpoint-row.entity';
import { UnitSpan } from '../units/unit-span.entity';

/** Every table of the schema. */
export const ENTITIES = [
  CheckpointRow,
  ParkedStream,
  RegisterCase,
  RegisterName,
  TimelineRow,
  DueClock,
  FactsSpan,
  ReportFigure,
  ReportText,
  ReportSnapshot,
  ReportAdjustment,
  UnitSpan,
  ApplicantPiece,
];
