import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CountApplicantMonths1764150000000 implements MigrationInterface {
  readonly name = 'CountApplicantMonths1764150000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table read_models.applicant_piece (
        case_id text primary key,
        unit text not null,
        applicant_key text,
        received_on date,
        counted boolean not null,
        registered_position bigint not null
      );
      create index applicant_piece_month on read_models.applicant_piece (unit, applicant_key, received_on)
    `);
  }

  /** Everything here can be made again from the log. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table read_models.applicant_piece');
  }
}
