import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Nothing is carried over: without its checkpoint the view follows the log again from the beginning. */
const AGAIN = `delete from read_models.statistical_facts;
  delete from read_models.checkpoint where projection = 'statistical-facts';`;

/** The days behind the years, so that the tables can be told as they were on a day. */
export class DaysOfFacts1764360000000 implements MigrationInterface {
  readonly name = 'DaysOfFacts1764360000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${AGAIN}
      alter table read_models.statistical_facts add column received_on date not null, add column concluded_on date;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${AGAIN}
      alter table read_models.statistical_facts drop column received_on, drop column concluded_on;
    `);
  }
}
