import { join } from 'node:path';
import { METRICS } from '../../src/metrics/metric-table';
import { dashboard } from './dashboard';

const root = join(__dirname, '../../../..');

function metricsPage(): string {
  const rows = Object.entries(METRICS).map(
    ([name, { kind, help, labels }]) =>
      `| \`${name}\` | ${kind} | ${labels.map((label) => `\`${label}\``).join(', ')} | ${help} |`,
  );
  return `# Figures for Prometheus

Made by \`npm run docs\` from apps/server/src/metrics/metric-table.ts; do not edit. Every process answers \`GET /metrics\`
on its own port, whatever its roles. No figure names a person, a case, a unit or an account. The age of a deposited seal
is not among them: where seals were deposited the system does not know.

| name | kind | labels | meaning |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

/** What is made from the table of metrics, by file. */
export const PAGES: [file: string, page: () => string][] = [
  [join(root, 'docs/metrics.md'), metricsPage],
  [join(root, 'docker/grafana/dashboard.json'), () => `${JSON.stringify(dashboard, null, 2)}\n`],
];
