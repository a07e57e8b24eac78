import type { MigrationInterface, QueryRunner } from 'typeorm';

const FRAMEWORK = `
  create table read_models.checkpoint (
    projection text primary key,
    version integer not null,
    position bigint not null default 0,
    epoch bigint not null default 0,
    store_id text,
    hash text,
    stopped_position bigint,
    stopped_reason text,
    constraint checkpoint_names_its_log check (position = 0 or (store_id is not null and hash is not null))
  );
  create table read_models.parked_stream (
    projection text not null,
    stream text not null,
    case_id text not null,
    position bigint not null,
    reason text not null,
    primary key (projection, stream)
  );
  create index parked_stream_case on read_models.parked_stream (case_id);
`;

const CASE_REGISTER = `
  create table read_models.register_case (
    case_id text primary key,
    unit text not null,
    case_no text not null,
    status text not null,
    channel text not null,
    applicant_kind text not null,
    arrived_on date not null,
    received_on date,
    reply_due_on date,
    reply_due_provisional boolean not null,
    reply_clock text,
    dispatched_on date,
    concluded_on date,
    result_code text,
    closing_kind text,
    overdue_wd integer not null,
    revision integer not null,
    position bigint not null
  );
  create index register_case_order on read_models.register_case (coalesce(received_on, 'infinity'::date) desc, case_id);
  create index register_case_unit_order
    on read_models.register_case (unit, coalesce(received_on, 'infinity'::date) desc, case_id);
  create index register_case_no on read_models.register_case (case_no text_pattern_ops, unit);
  create index register_case_running on read_models.register_case (unit, reply_due_on) where reply_clock = 'running';
  create table read_models.register_name (
    case_id text primary key,
    applicant_name text not null,
    search_key text not null
  );
`;

const CASE_TIMELINE = `
  create table read_models.timeline_event (
    event_id text primary key,
    case_id text not null,
    revision integer not null,
    position bigint not null,
    type text not null,
    effective_on date not null,
    recorded_at timestamptz(3) not null,
    actor_id text not null,
    actor_role text not null,
    data jsonb not null,
    origin jsonb,
    unique (case_id, revision)
  );
`;

const DUE_LIST = `
  create table read_models.due_clock (
    case_id text not null,
    clock text not null,
    subject text not null,
    unit text not null,
    case_no text not null,
    status text not null,
    started_on date not null,
    due_on date not null,
    provisional boolean not null,
    calendar_version text not null,
    paused boolean not null,
    primary key (case_id, clock, subject)
  );
  create index due_clock_order on read_models.due_clock (due_on, case_id, clock, subject);
  create index due_clock_unit_order on read_models.due_clock (unit, due_on, case_id, clock, subject);
`;

const STATISTICAL_FACTS = `
  create table read_models.statistical_facts (
    case_id text not null,
    from_position bigint not null,
    to_position bigint,
    unit text not null,
    case_no text not null,
    stat_year integer not null,
    stat_column text not null,
    concluded_year integer,
    result_code text,
    received_event_id text not null,
    concluded_event_id text,
    appeals jsonb not null,
    fee jsonb,
    primary key (case_id, from_position),
    constraint statistical_facts_span check (to_position > from_position)
  );
  create unique index statistical_facts_open on read_models.statistical_facts (case_id) where to_position is null;
  create index statistical_facts_groups on read_models.statistical_facts
    (unit, stat_year, concluded_year, stat_column, result_code) include (from_position, to_position);
  create index statistical_facts_appeals on read_models.statistical_facts (unit) where appeals <> '[]'::jsonb;
  create index statistical_facts_fees on read_models.statistical_facts (unit) where fee is not null;
`;

const REPORT_INPUTS = `
  create table read_models.report_figure (
    unit text not null,
    year integer not null,
    cell text not null,
    from_position bigint not null,
    to_position bigint,
    value bigint not null,
    source text not null,
    counted_on date not null,
    event_id text not null,
    effective_on date not null,
    recorded_at timestamptz(3) not null,
    actor_id text not null,
    actor_role text not null,
    primary key (unit, year, cell, from_position),
    constraint report_figure_span check (to_position > from_position)
  );
  create unique index report_figure_open on read_models.report_figure (unit, year, cell) where to_position is null;
  create table read_models.report_text (
    unit text not null,
    year integer not null,
    section text not null,
    from_position bigint not null,
    to_position bigint,
    markdown text not null,
    event_id text not null,
    recorded_at timestamptz(3) not null,
    actor_id text not null,
    actor_role text not null,
    primary key (unit, year, section, from_position),
    constraint report_text_span check (to_position > from_position)
  );
  create unique index report_text_open on read_models.report_text (unit, year, section) where to_position is null;
`;

const UNITS = `
  create table read_models.unit (
    unit text primary key,
    name text not null,
    can_make_rules boolean not null,
    position bigint not null
  );
`;

export class CreateReadModels1764000000000 implements MigrationInterface {
  readonly name = 'CreateReadModels1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [FRAMEWORK, CASE_REGISTER, CASE_TIMELINE, DUE_LIST, STATISTICAL_FACTS, REPORT_INPUTS, UNITS]) {
      await runner.query(part);
    }
  }

  /** Everything here can be made again from the log. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table read_models.checkpoint, read_models.parked_stream, read_models.register_case,
        read_models.register_name, read_models.timeline_event, read_models.due_clock, read_models.statistical_facts,
        read_models.report_figure, read_models.report_text, read_models.unit
    `);
  }
}
