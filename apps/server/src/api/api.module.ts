import { Module } from '@nestjs/common';
import { CommandDesk } from '../case-work/command-desk';
import { commandController } from '../case-work/command.controller';
import { CommandsController } from '../case-work/commands.controller';
import { NoticesController } from '../calendar/notices.controller';
import { CasesController } from '../cases/cases.controller';
import { ClocksController } from '../cases/clocks.controller';
import { ReplayController } from '../cases/replay.controller';
import { FeeProposalController } from '../cases/fee-proposal.controller';
import { SealsController } from '../evidence/seals.controller';
import { LandingController } from '../landing/landing.controller';
import { LedgerController } from '../ledger/ledger.controller';
import { ErasuresController } from '../privacy/erasures.controller';
import { ReadsController } from '../privacy/reads.controller';
import { SelfAuditsController } from '../privacy/self-audits.controller';
import { CatalogueController } from '../problems/catalogue.controller';
import { PublicationsController } from '../reports/publications.controller';
import { LettersController } from '../letters/letters.controller';
import { ReportFileController } from '../reports/report-file.controller';
import { ReportInputsController } from '../reports/report-inputs.controller';
import { TablesController } from '../reports/tables.controller';
import { JobTablesModule } from '../reminders/job-tables.module';
import { RemindersController } from '../reminders/reminders.controller';
import { UnfinishedJobsController } from '../reminders/unfinished-jobs.controller';
import { DueController } from '../units/due.controller';
import { PlacementsController } from '../units/placements.controller';
import { RadarController } from '../units/radar.controller';
import { UnitsController } from '../units/units.controller';

/** The api role: everything under `/api/v1`, and the first page. */
@Module({
  imports: [JobTablesModule],
  controllers: [
    UnitsController,
    PlacementsController,
    NoticesController,
    CasesController,
    ClocksController,
    ReplayController,
    FeeProposalController,
    commandController(),
    CommandsController,
    LettersController,
    DueController,
    RadarController,
    RemindersController,
    UnfinishedJobsController,
    TablesController,
    ReportFileController,
    ReportInputsController,
    PublicationsController,
    LedgerController,
    ErasuresController,
    ReadsController,
    SelfAuditsController,
    SealsController,
    CatalogueController,
    LandingController,
  ],
  providers: [CommandDesk],
})
export class ApiModule {}
