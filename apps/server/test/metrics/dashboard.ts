/** Title, unit and expressions of every panel; the dashboard is made from them (`npm run docs`). */
const p99 = (name: string, by = ''): string =>
  `histogram_quantile(0.99, sum by (le${by && `, ${by}`}) (rate(${name}_bucket[5m])))`;

const PANELS: [title: string, unit: string, ...expressions: string[]][] = [
  ['Ready', 'short', 'ledger_ready', 'ledger_part_silent'],
  ['Append, 99 %', 's', p99('ledger_append_seconds', 'outcome')],
  ['Appends by outcome', 'ops', 'sum by (outcome) (rate(ledger_append_seconds_count[5m]))'],
  ['Events and appends together, 99 %', 'short', p99('ledger_append_events'), p99('ledger_append_group_size')],
  ['Log and checkpoints', 'short', 'max(ledger_log_head_position)', 'max by (projection) (ledger_projection_position)'],
  ['Lag in events', 'short', 'max by (projection) (ledger_projection_lag_events)'],
  ['Lag in seconds', 's', 'max by (projection) (ledger_projection_lag_seconds)'],
  ['Batches, 99 %', 's', p99('ledger_projection_batch_seconds', 'projection')],
  ['Who projects', 'short', 'ledger_projector_leader'],
  ['Stopped, parked', 'short', 'ledger_projection_stopped', 'ledger_projection_parked_streams'],
  ['Queue', 'short', 'ledger_queue_up', 'max by (kind, state) (ledger_queue_jobs)'],
  ['Jobs by ending', 'ops', 'sum by (kind, ending) (rate(ledger_job_seconds_count[1h]))'],
  ['Jobs unfinished', 'short', 'max by (kind) (ledger_jobs_unfinished)'],
  ['Commands', 'ops', 'sum by (command, outcome) (rate(ledger_commands_total[5m]))'],
  ['Rejections by code', 'ops', 'sum by (code) (rate(ledger_rejections_total[5m])) > 0'],
  ['Problems by code', 'ops', 'sum by (code) (rate(ledger_problems_total[5m])) > 0'],
  ['HTTP, 99 %', 's', p99('ledger_http_request_seconds', 'route')],
  ['Seal', 's', 'min(ledger_seal_age_seconds)', 'max(ledger_unsealed_events)'],
  ['Self-audit', 'short', 'max(ledger_self_audit_differences)', 'min(ledger_self_audit_age_seconds)'],
  ['Memory', 'bytes', 'process_resident_memory_bytes', 'nodejs_heap_size_used_bytes'],
  ['CPU, event loop', 'short', 'rate(process_cpu_seconds_total[5m])', 'nodejs_eventloop_lag_p99_seconds'],
  ['Started', 'dateTimeFromNow', 'process_start_time_seconds * 1000'],
];

/** docker/grafana/dashboard.json. */
export const dashboard = {
  title: 'disclosure-ledger',
  uid: 'disclosure-ledger',
  schemaVersion: 39,
  refresh: '30s',
  time: { from: 'now-6h', to: 'now' },
  templating: { list: [{ name: 'datasource', type: 'datasource', query: 'prometheus', label: 'Prometheus' }] },
  panels: PANELS.map(([title, unit, ...expressions], index) => ({
    id: index + 1,
    title,
    type: 'timeseries',
    datasource: { type: 'prometheus', uid: '${datasource}' },
    gridPos: { x: (index % 3) * 8, y: Math.floor(index / 3) * 7, w: 8, h: 7 },
    fieldConfig: { defaults: { unit }, overrides: [] },
    targets: expressions.map((expr, target) => ({ refId: String.fromCharCode(65 + target), expr })),
  })),
};
