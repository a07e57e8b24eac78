import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What waits for a day of delivery has no due date yet. */
export class AwaitDeliveries1764250000000 implements MigrationInterface {
  readonly name = 'AwaitDeliveries1764250000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table read_models.due_clock
        alter column started_on drop not null,
        alter column due_on drop not null
    `);
  }

  /** Everything here can be made again from the log. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from read_models.due_clock where due_on is null;
      alter table read_models.due_clock
        alter column started_on set not null,
        alter column due_on set not null
    `);
  }
}
