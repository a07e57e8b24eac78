import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepPublishedReports1764200000000 implements MigrationInterface {
  readonly name = 'KeepPublishedReports1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table read_models.report_snapshot (
        unit text not null,
        year integer not null,
        revision integer not null,
        frozen_position bigint not null,
        counted_position bigint not null,
        cutoff_recorded_at timestamptz(3) not null,
        published_on date not null,
        reason text,
        consolidated boolean not null,
        cells jsonb not null,
        unit_tree jsonb not null,
        checks_passed jsonb not null,
        calendar_version text not null,
        hash text not null,
        event_id text not null,
        primary key (unit, year, revision)
      );
      create table read_models.report_adjustment (
        position bigint primary key,
        unit text not null,
        report_year integer not null,
        booked_in integer not null,
        case_id text not null,
        cell text not null,
        delta integer not null,
        reason text not null
      );
      -- the view of the units is made again from the log
      delete from read_models.unit;
      delete from read_models.checkpoint where projection = 'units';
      alter table read_models.unit add column placement jsonb not null;
      create index report_adjustment_unit on read_models.report_adjustment (unit, booked_in)
    `);
  }

  /** Everything here can be made again from the log. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table read_models.report_snapshot, read_models.report_adjustment');
    await runner.query('alter table read_models.unit drop column placement');
  }
}
