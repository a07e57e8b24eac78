import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Nothing is carried over: without its checkpoint the view follows the log again from the beginning. */
const AGAIN = `delete from read_models.checkpoint where projection = 'units';`;

/** Name and competence of a unit by span of log position, as the facts and inputs have theirs. */
export class UnitSpans1764100000000 implements MigrationInterface {
  readonly name = 'UnitSpans1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table read_models.unit;
      create table read_models.unit (
        unit text not null,
        from_position bigint not null,
        to_position bigint,
        name text not null,
        can_make_rules boolean not null,
        primary key (unit, from_position),
        constraint unit_span check (to_position > from_position)
      );
      create unique index unit_open on read_models.unit (unit) where to_position is null;
      ${AGAIN}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table read_models.unit;
      create table read_models.unit (
        unit text primary key,
        name text not null,
        can_make_rules boolean not null,
        position bigint not null
      );
      ${AGAIN}
    `);
  }
}
