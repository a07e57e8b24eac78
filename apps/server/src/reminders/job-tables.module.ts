import { Module } from '@nestjs/common';
import { JobTables } from './job-tables';

/** One pool for whoever lists or works. */
@Module({ providers: [JobTables], exports: [JobTables] })
export class JobTablesModule {}
