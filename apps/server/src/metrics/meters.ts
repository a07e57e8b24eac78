import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { METRICS, type LabelsOf, type Metric, type MetricName, type NameOf, type Part } from './metric-table';

/** One value of a gauge. */
export type Sample = { [N in NameOf<'gauge'>]: { name: N; labels: LabelsOf<N>; value: number } }[NameOf<'gauge'>];

const isOf = <K extends Metric['kind']>(kind: K) =>
  (Object.entries(METRICS) as [MetricName, Metric][]).filter(
    (entry): entry is [MetricName, Extract<Metric, { kind: K }>] => entry[1].kind === kind,
  );

/** The figures of one process, every one of the table; the only file that knows the client of Prometheus. */
export class Meters {
  private readonly registry = new Registry();
  private readonly counters = new Map<string, Counter>();
  private readonly gauges = new Map<string, { part: Part; gauge: Gauge; labels: readonly string[] }>();
  private readonly histograms = new Map<string, Histogram>();

  constructor() {
    const registers = [this.registry];
    for (const [name, { help, labels }] of isOf('counter')) {
      this.counters.set(name, new Counter({ name, help, labelNames: labels, registers }));
    }
    for (const [name, { help, labels, part }] of isOf('gauge')) {
      const gauge = new Gauge({ name, help, labelNames: labels, registers });
      // A figure that nobody asked for yet is absent, not zero.
      forget(gauge, labels);
      this.gauges.set(name, { part, gauge, labels });
    }
    for (const [name, { help, labels, buckets }] of isOf('histogram')) {
      this.histograms.set(name, new Histogram({ name, help, labelNames: labels, buckets: [...buckets], registers }));
    }
    collectDefaultMetrics({ register: this.registry });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** `by` 0 makes the series appear, so that its first step is seen as one. */
  count<N extends NameOf<'counter'>>(name: N, labels: LabelsOf<N>, by = 1): void {
    this.counters.get(name)!.inc(labels, by);
  }

  observe<N extends NameOf<'histogram'>>(name: N, labels: LabelsOf<N>, value: number): void {
    this.histograms.get(name)!.observe(labels, value);
  }

  /** The gauges of a part are these and no others; what was there before is forgotten. */
  replace(part: Part, samples: readonly Sample[]): void {
    for (const each of this.gauges.values()) {
      if (each.part === part) forget(each.gauge, each.labels);
    }
    for (const { name, labels, value } of samples) this.gauges.get(name)!.gauge.set(labels, value);
  }

  /** In the text format of Prometheus. */
  text(): Promise<string> {
    return this.registry.metrics();
  }
}

/** A reset leaves a gauge without labels at zero; that is a figure too. */
function forget(gauge: Gauge, labels: readonly string[]): void {
  gauge.reset();
  if (labels.length === 0) gauge.remove();
}
