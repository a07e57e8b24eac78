import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/postgres';
import { openReadModels, readModelsDataSource } from './data-source';
import { UnitSpan } from '../units/unit-span.entity';
import { dumpSchema } from './schema-dump';

const DUMP = join(__dirname, '../../schema.sql');

describe('the schema of the read models', () => {
  let database: FreshDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await freshDatabase();
    dataSource = await openReadModels(database.connectionString);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('is what schema.sql says (UPDATE_SCHEMA_DUMP=1 writes it)', async () => {
    const dump = await dumpSchema(dataSource);
    if (process.env.UPDATE_SCHEMA_DUMP === '1') writeFileSync(DUMP, dump);
    expect(dump).toBe(readFileSync(DUMP, 'utf8'));
  });

  it('a dump tells a column, an index and a constraint that are not in the migrations', async () => {
    const before = await dumpSchema(dataSource);
    for (const change of [
      'alter table read_models.unit add column extra integer',
      'create index extra on read_models.unit (name)',
      'alter table read_models.unit add constraint extra check (name <> unit)',
    ]) {
      const runner = dataSource.createQueryRunner();
      await runner.startTransaction();
      await runner.query(change);
      const changed = await dumpSchema({ query: runner.query.bind(runner) } as unknown as DataSource);
      await runner.rollbackTransaction();
      await runner.release();
      expect(changed).not.toBe(before);
    }
  });

  it('is described column by column by the entities', async () => {
    for (const entity of dataSource.entityMetadatas) {
      const columns = await dataSource.query<{ name: string; type: string; nullable: boolean }[]>(
        `select a.attname as name, regexp_replace(format_type(a.atttypid, null), 'timestamp with time zone', 'timestamptz') as type,
           not a.attnotnull as nullable
         from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 order by a.attnum`,
        [`read_models.${entity.tableName}`],
      );
      const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
      const described = entity.columns.map((column) => ({
        name: column.databaseName,
        type: column.type as string,
        nullable: column.isNullable,
      }));
      expect(described.sort(byName)).toEqual(columns.sort(byName));
    }
  });

  it('is never synchronised from the entities (F22)', () => {
    expect(dataSource.options.synchronize).toBe(false);
    expect(dataSource.options.dropSchema ?? false).toBe(false);
  });

  it('several processes may migrate a new database at once', async () => {
    const fresh = await freshDatabase();
    const sources = await Promise.all([1, 2, 3].map(() => openReadModels(fresh.connectionString, 3)));
    const [{ count } = { count: 0 }] = await sources[0]!.query<{ count: number }[]>(
      'select count(*) as count from read_models.migration',
    );
    expect(count).toBe(sources[0]!.migrations.length);
    await Promise.all(sources.map((source) => source.destroy()));
    await fresh.drop();
  });

  it('a change of a view leaves no row of the old shape, and the view begins again', async () => {
    const fresh = await freshDatabase();
    const source = await openReadModels(fresh.connectionString, 3);
    const checkpoint = `insert into read_models.checkpoint (projection, version, position, store_id, hash)`;
    // Back to the first shape, whatever came since.
    for (const _later of source.migrations.slice(1)) await source.undoLastMigration();
    await source.query(`insert into read_models.unit values ('D01', '示例局', false, 1)`);
    await source.query(`${checkpoint} values ('units', 1, 1, 's', 'h'), ('due-list', 1, 1, 's', 'h')`);
    await source.runMigrations();
    expect(await source.query('select projection from read_models.checkpoint')).toEqual([{ projection: 'due-list' }]);
    expect(await source.getRepository(UnitSpan).count()).toBe(0);
    await source.destroy();
    await fresh.drop();
  });

  it('an undefined in a condition is refused, not taken for "any" (F22)', async () => {
    const where = { unit: undefined as unknown as string };
    await expect(dataSource.getRepository(UnitSpan).findOneBy(where)).rejects.toThrow();
  });

  it('days come back as the days that were stored, whatever the time zone here (F23)', async () => {
    const [row] = await dataSource.query<{ day: string; instant: string; big: number }[]>(
      `select date '1990-07-01' as day, timestamptz '2025-12-31T16:30:00.123Z' as instant, 9007199254740991::bigint as big`,
    );
    expect(row).toEqual({ day: '1990-07-01', instant: '2025-12-31T16:30:00.123Z', big: Number.MAX_SAFE_INTEGER });
    await expect(dataSource.query('select 9007199254740993::bigint as big')).rejects.toThrow('safe integer');
  });

  it('connects to nothing before it is asked to', () => {
    expect(readModelsDataSource('postgres://nowhere.invalid/none').isInitialized).toBe(false);
  });
});
