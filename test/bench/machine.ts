import { cpus, totalmem } from 'node:os';

/** The machine a figure was measured on. */
export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model ?? 'unknown cpu'}, ${Math.round(totalmem() / 2 ** 30)} GiB, node ${process.version}`;

/** Prints one figure as one JSON line: what was measured, against what, and the ratio. */
export function figure(
  name: string,
  measured: Measurement,
  baseline: Measurement,
  more: Record<string, unknown> = {},
): void {
  const line = {
    figure: name,
    ...more,
    measured: rounded(measured),
    baseline: rounded(baseline),
    ratio: Number((measured.perSecond / baseline.perSecond).toPrecision(3)),
    machine: machine(),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

export interface Measurement {
  what: string;
  perSecond: number;
}

const rounded = ({ what, perSecond }: Measurement): Measurement => ({ what, perSecond: Math.round(perSecond) });

/** Seconds an action takes. */
export async function seconds(action: () => Promise<unknown>): Promise<number> {
  const start = process.hrtime.bigint();
  await action();
  return Number(process.hrtime.bigint() - start) / 1e9;
}
