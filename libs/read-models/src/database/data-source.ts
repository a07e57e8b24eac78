import { DataSource, type Migration } from 'typeorm';
import { ENTITIES } from './entities';
import { civilTypes } from './civil-types';
import { CreateReadModels1764000000000 } from './migrations/1764000000000-create-read-models';
import { UnitSpans1764100000000 } from './migrations/1764100000000-unit-spans';
import { CountApplicantMonths1764150000000 } from './migrations/1764150000000-count-applicant-months';
import { KeepPublishedReports1764200000000 } from './migrations/1764200000000-keep-published-reports';
import { AwaitDeliveries1764250000000 } from './migrations/1764250000000-await-deliveries';
import { DaysOfFacts1764360000000 } from './migrations/1764360000000-days-of-facts';

export const READ_MODELS_SCHEMA = 'read_models';

/** Any number, the same in every process. */
const MIGRATION_LOCK = 7_310_001;

class ReadModelsDataSource extends DataSource {
  /** Makes the schema first, since TypeORM keeps its list of migrations in it; one process at a time. */
  override async runMigrations(options?: Parameters<DataSource['runMigrations']>[0]): Promise<Migration[]> {
    const gate = this.createQueryRunner();
    try {
      await gate.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
      try {
        await gate.query(`create schema if not exists ${READ_MODELS_SCHEMA}`);
        return await super.runMigrations(options);
      } finally {
        await gate.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
      }
    } finally {
      await gate.release();
    }
  }
}

/**
 * The read models' connections, schema `read_models`; not yet connected. Migrations only, never synchronised (F22).
 * Needs three connections at least: one waits while another migrates, and one answers.
 */
export function readModelsDataSource(connectionString: string, poolSize = 10): DataSource {
  return new ReadModelsDataSource({
    type: 'postgres',
    url: connectionString,
    schema: READ_MODELS_SCHEMA,
    applicationName: 'disclosure-ledger read models',
    entities: ENTITIES,
    migrations: [
      CreateReadModels1764000000000,
      UnitSpans1764100000000,
      CountApplicantMonths1764150000000,
      KeepPublishedReports1764200000000,
      AwaitDeliveries1764250000000,
      DaysOfFacts1764360000000,
    ],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'all',
    synchronize: false,
    poolSize,
    extra: { types: civilTypes, options: '-c TimeZone=UTC -c DateStyle=ISO' },
  });
}

/** Connects and migrates; several processes may do so at once. */
export async function openReadModels(connectionString: string, poolSize?: number): Promise<DataSource> {
  const dataSource = await readModelsDataSource(connectionString, poolSize).initialize();
  try {
    await dataSource.runMigrations();
    return dataSource;
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}
