/** Which question to the system a gauge answers; those of one part are asked for together at every scrape. */
export type Part = 'log' | 'projections' | 'queue' | 'jobs' | 'seals' | 'self_audit' | 'scrape';

interface Described {
  /** One sentence; the unit stands in the name (`_seconds`) or is a plain number. */
  help: string;
  labels: readonly string[];
}

export type Metric = Described &
  ({ kind: 'counter' } | { kind: 'gauge'; part: Part } | { kind: 'histogram'; buckets: readonly number[] });

/** From a quick local commit to the time after which an answer is given up, in seconds. */
const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;
const JOB_SECONDS = [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3_600] as const;
const COUNTS = [1, 2, 4, 8, 16, 32, 64, 128, 256] as const;

/**
 * Every figure of `GET /metrics` besides those of the process itself. Registration, docs/metrics.md, dashboard and
 * alerts are made from it or held against it. No label holds what a person typed, a case, a unit or an account.
 */
export const METRICS = {
  ledger_http_request_seconds: {
    kind: 'histogram',
    help: 'Duration of HTTP requests by route template and class of status.',
    labels: ['method', 'route', 'status'],
    buckets: SECONDS,
  },
  ledger_problems_total: {
    kind: 'counter',
    help: 'Problem documents answered over HTTP by code (GET /api/v1/problems).',
    labels: ['code'],
  },
  ledger_commands_total: {
    kind: 'counter',
    help: 'Commands to the use cases, of whoever gave them: done, refused with a code, or failed.',
    labels: ['command', 'outcome'],
  },
  ledger_rejections_total: {
    kind: 'counter',
    help: 'Commands refused, by the code of the law or of the doors.',
    labels: ['code'],
  },
  ledger_append_seconds: {
    kind: 'histogram',
    help: 'Duration of an append to the log, waiting for its group included, by outcome.',
    labels: ['outcome'],
    buckets: SECONDS,
  },
  ledger_append_events: {
    kind: 'histogram',
    help: 'Events of one append that was stored.',
    labels: [],
    buckets: COUNTS,
  },
  ledger_append_group_size: {
    kind: 'histogram',
    help: 'Appends that went into PostgreSQL together (group commit); nothing on KurrentDB.',
    labels: [],
    buckets: COUNTS,
  },
  ledger_log_head_position: { kind: 'gauge', part: 'log', help: 'Position of the last event of the log.', labels: [] },
  ledger_projector_leader: {
    kind: 'gauge',
    part: 'projections',
    help: '1 where this process keeps the read models, 0 where it stands by or only asks.',
    labels: [],
  },
  ledger_projection_position: {
    kind: 'gauge',
    part: 'projections',
    help: 'Checkpoint of a projection: position of the last event applied.',
    labels: ['projection'],
  },
  ledger_projection_lag_events: {
    kind: 'gauge',
    part: 'projections',
    help: 'Positions a projection still has to go.',
    labels: ['projection'],
  },
  ledger_projection_lag_seconds: {
    kind: 'gauge',
    part: 'projections',
    help: 'Age of the first event a projection has not applied; 0 where it has applied all.',
    labels: ['projection'],
  },
  ledger_projection_stopped: {
    kind: 'gauge',
    part: 'projections',
    help: '1 where a projection stopped before an event it cannot apply (F15).',
    labels: ['projection'],
  },
  ledger_projection_parked_streams: {
    kind: 'gauge',
    part: 'projections',
    help: 'Streams a projection leaves out since an event of theirs could not be applied (F15).',
    labels: ['projection'],
  },
  ledger_projection_batch_seconds: {
    kind: 'histogram',
    help: 'Duration of the transaction that applies a batch of events.',
    labels: ['projection'],
    buckets: SECONDS,
  },
  ledger_queue_up: {
    kind: 'gauge',
    part: 'queue',
    help: '1 where the queue answers this worker, 0 where it does not; nothing without the role worker.',
    labels: [],
  },
  ledger_queue_jobs: {
    kind: 'gauge',
    part: 'queue',
    help: 'Jobs in the queue by kind and state.',
    labels: ['kind', 'state'],
  },
  ledger_jobs_unfinished: {
    kind: 'gauge',
    part: 'jobs',
    help: 'Jobs that broke off or left cases undone and are to be asked for again.',
    labels: ['kind'],
  },
  ledger_job_seconds: {
    kind: 'histogram',
    help: 'Duration of jobs by kind and ending: done, left_some (cases for later), broke_off.',
    labels: ['kind', 'ending'],
    buckets: JOB_SECONDS,
  },
  ledger_seal_age_seconds: {
    kind: 'gauge',
    part: 'seals',
    help: 'Time since the last seal of the log; nothing where none was made (D10).',
    labels: [],
  },
  ledger_unsealed_events: {
    kind: 'gauge',
    part: 'seals',
    help: 'Events after the last seal, that seal’s own event left out.',
    labels: [],
  },
  ledger_self_audit_differences: {
    kind: 'gauge',
    part: 'self_audit',
    help: 'Cells and rows in which the last self-audit found the read models to differ from the log (K-07).',
    labels: [],
  },
  ledger_self_audit_age_seconds: {
    kind: 'gauge',
    part: 'self_audit',
    help: 'Time since the last self-audit was recorded.',
    labels: [],
  },
  ledger_ready: {
    kind: 'gauge',
    part: 'scrape',
    help: '1 where the log and the read models answer and no projection has stopped, as /health/ready says.',
    labels: [],
  },
  ledger_part_silent: {
    kind: 'gauge',
    part: 'scrape',
    help: '1 where a part of the system did not answer the scrape; its figures are missing then.',
    labels: ['part'],
  },
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof METRICS;
export type NameOf<K extends Metric['kind']> = {
  [N in MetricName]: (typeof METRICS)[N]['kind'] extends K ? N : never;
}[MetricName];
export type LabelsOf<N extends MetricName> = Record<(typeof METRICS)[N]['labels'][number], string>;

/** Of those that prom-client gives for every process, the ones that dashboard and alerts use. */
export const PROCESS_METRICS = [
  'process_resident_memory_bytes',
  'process_cpu_seconds_total',
  'process_start_time_seconds',
  'nodejs_eventloop_lag_p99_seconds',
  'nodejs_heap_size_used_bytes',
] as const;
