import { Module } from '@nestjs/common';
import { JobTablesModule } from '../reminders/job-tables.module';
import { MetricsController } from './metrics.controller';

/** Every process tells its figures, whatever its roles. */
@Module({ imports: [JobTablesModule], controllers: [MetricsController] })
export class MetricsModule {}
