create table read_models.applicant_piece (
  case_id text not null,
  unit text not null,
  applicant_key text,
  received_on date,
  counted boolean not null,
  registered_position bigint not null,
  constraint applicant_piece_pkey PRIMARY KEY (case_id)
);
CREATE INDEX applicant_piece_month ON read_models.applicant_piece USING btree (unit, applicant_key, received_on);

create table read_models.checkpoint (
  projection text not null,
  version integer not null,
  "position" bigint not null default 0,
  epoch bigint not null default 0,
  store_id text,
  hash text,
  stopped_position bigint,
  stopped_reason text,
  constraint checkpoint_pkey PRIMARY KEY (projection),
  constraint checkpoint_names_its_log CHECK ((("position" = 0) OR ((store_id IS NOT NULL) AND (hash IS NOT NULL))))
);

create table read_models.due_clock (
  case_id text not null,
  clock text not null,
  subject text not null,
  unit text not null,
  case_no text not null,
  status text not null,
  started_on date,
  due_on date,
  provisional boolean not null,
  calendar_version text not null,
  paused boolean not null,
  constraint due_clock_pkey PRIMARY KEY (case_id, clock, subject)
);
CREATE INDEX due_clock_order ON read_models.due_clock USING btree (due_on, case_id, clock, subject);
CREATE INDEX due_clock_unit_order ON read_models.due_clock USING btree (unit, due_on, case_id, clock, subject);

create table read_models.migration (
  id integer not null default nextval('read_models.migration_id_seq'::regclass),
  "timestamp" bigint not null,
  name character varying not null,
  constraint "PK_3043fc6b8af7c99b8b98830094f" PRIMARY KEY (id)
);

create table read_models.parked_stream (
  projection text not null,
  stream text not null,
  case_id text not null,
  "position" bigint not null,
  reason text not null,
  constraint parked_stream_pkey PRIMARY KEY (projection, stream)
);
CREATE INDEX parked_stream_case ON read_models.parked_stream USING btree (case_id);

create table read_models.register_case (
  case_id text not null,
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
  "position" bigint not null,
  constraint register_case_pkey PRIMARY KEY (case_id)
);
CREATE INDEX register_case_no ON read_models.register_case USING btree (case_no text_pattern_ops, unit);
CREATE INDEX register_case_order ON read_models.register_case USING btree (COALESCE(received_on, 'infinity'::date) DESC, case_id);
CREATE INDEX register_case_running ON read_models.register_case USING btree (unit, reply_due_on) WHERE (reply_clock = 'running'::text);
CREATE INDEX register_case_unit_order ON read_models.register_case USING btree (unit, COALESCE(received_on, 'infinity'::date) DESC, case_id);

create table read_models.register_name (
  case_id text not null,
  applicant_name text not null,
  search_key text not null,
  constraint register_name_pkey PRIMARY KEY (case_id)
);

create table read_models.report_adjustment (
  "position" bigint not null,
  unit text not null,
  report_year integer not null,
  booked_in integer not null,
  case_id text not null,
  cell text not null,
  delta integer not null,
  reason text not null,
  constraint report_adjustment_pkey PRIMARY KEY ("position")
);
CREATE INDEX report_adjustment_unit ON read_models.report_adjustment USING btree (unit, booked_in);

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
  recorded_at timestamp(3) with time zone not null,
  actor_id text not null,
  actor_role text not null,
  constraint report_figure_pkey PRIMARY KEY (unit, year, cell, from_position),
  constraint report_figure_span CHECK ((to_position > from_position))
);
CREATE UNIQUE INDEX report_figure_open ON read_models.report_figure USING btree (unit, year, cell) WHERE (to_position IS NULL);

create table read_models.report_snapshot (
  unit text not null,
  year integer not null,
  revision integer not null,
  frozen_position bigint not null,
  counted_position bigint not null,
  cutoff_recorded_at timestamp(3) with time zone not null,
  published_on date not null,
  reason text,
  consolidated boolean not null,
  cells jsonb not null,
  unit_tree jsonb not null,
  checks_passed jsonb not null,
  calendar_version text not null,
  hash text not null,
  event_id text not null,
  constraint report_snapshot_pkey PRIMARY KEY (unit, year, revision)
);

create table read_models.report_text (
  unit text not null,
  year integer not null,
  section text not null,
  from_position bigint not null,
  to_position bigint,
  markdown text not null,
  event_id text not null,
  recorded_at timestamp(3) with time zone not null,
  actor_id text not null,
  actor_role text not null,
  constraint report_text_pkey PRIMARY KEY (unit, year, section, from_position),
  constraint report_text_span CHECK ((to_position > from_position))
);
CREATE UNIQUE INDEX report_text_open ON read_models.report_text USING btree (unit, year, section) WHERE (to_position IS NULL);

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
  received_on date not null,
  concluded_on date,
  constraint statistical_facts_pkey PRIMARY KEY (case_id, from_position),
  constraint statistical_facts_span CHECK ((to_position > from_position))
);
CREATE INDEX statistical_facts_appeals ON read_models.statistical_facts USING btree (unit) WHERE (appeals <> '[]'::jsonb);
CREATE INDEX statistical_facts_fees ON read_models.statistical_facts USING btree (unit) WHERE (fee IS NOT NULL);
CREATE INDEX statistical_facts_groups ON read_models.statistical_facts USING btree (unit, stat_year, concluded_year, stat_column, result_code) INCLUDE (from_position, to_position);
CREATE UNIQUE INDEX statistical_facts_open ON read_models.statistical_facts USING btree (case_id) WHERE (to_position IS NULL);

create table read_models.timeline_event (
  event_id text not null,
  case_id text not null,
  revision integer not null,
  "position" bigint not null,
  type text not null,
  effective_on date not null,
  recorded_at timestamp(3) with time zone not null,
  actor_id text not null,
  actor_role text not null,
  data jsonb not null,
  origin jsonb,
  constraint timeline_event_case_id_revision_key UNIQUE (case_id, revision),
  constraint timeline_event_pkey PRIMARY KEY (event_id)
);

create table read_models.unit (
  unit text not null,
  from_position bigint not null,
  to_position bigint,
  name text not null,
  can_make_rules boolean not null,
  placement jsonb not null,
  constraint unit_pkey PRIMARY KEY (unit, from_position),
  constraint unit_span CHECK ((to_position > from_position))
);
CREATE UNIQUE INDEX unit_open ON read_models.unit USING btree (unit) WHERE (to_position IS NULL);
