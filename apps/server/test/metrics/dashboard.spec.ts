import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { METRICS, PROCESS_METRICS, type Metric } from '../../src/metrics/metric-table';
import { PAGES } from './pages';

const root = join(__dirname, '../../../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Series that the metrics of the table are told as. */
const SERIES = Object.entries(METRICS as Record<string, Metric>).flatMap(([name, { kind }]) =>
  kind === 'histogram' ? ['_bucket', '_count', '_sum'].map((suffix) => name + suffix) : [name],
);
const KNOWN = new Set<string>([...SERIES, ...PROCESS_METRICS]);
const seriesIn = (expr: string): string[] => expr.match(/\b(ledger|process|nodejs)_[a-z0-9_]+/g) ?? [];
const unknownIn = (expr: string): string[] => seriesIn(expr).filter((name) => !KNOWN.has(name));

interface Dashboard {
  schemaVersion: number;
  templating: { list: { name: string; type: string }[] };
  panels: { datasource: { uid: string }; targets: { expr: string }[] }[];
}
const dashboard = JSON.parse(read('docker/grafana/dashboard.json')) as Dashboard;
const expressions = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
const alerts = [...read('docker/prometheus/alerts.yaml').matchAll(/^ +expr: (.+)$/gm)].map(([, expr]) => expr!);

it.each(PAGES.map(([file, page]) => [basename(file), file, page] as const))(
  '%s is what the table says today (npm run docs)',
  (_name, file, page) => expect(readFileSync(file, 'utf8')).toBe(page()),
);

it('the dashboard has a schema, a choice of data source, and every metric of the table', () => {
  expect(dashboard.schemaVersion).toBeGreaterThan(30);
  expect(dashboard.templating.list).toContainEqual(expect.objectContaining({ name: 'datasource', type: 'datasource' }));
  expect(dashboard.panels.filter(({ datasource }) => datasource.uid !== '${datasource}')).toEqual([]);
  const shown = expressions.flatMap(seriesIn);
  const missing = Object.keys(METRICS).filter((name) => !shown.some((each) => each.startsWith(name)));
  expect(missing).toEqual([]);
});

it('dashboard and alerts use no metric that is not told', () => {
  expect(expressions.length).toBeGreaterThan(20);
  expect(alerts.length).toBeGreaterThan(6);
  expect([...expressions, ...alerts].flatMap(unknownIn)).toEqual([]);
  expect(unknownIn('rate(ledger_append_seconds[5m])')).toEqual(['ledger_append_seconds']);
});
