/** What `GET /metrics` says, by series: `ledger_problems_total{code="E_STATE"}`; labels in the order of the text. */
export type Figures = ReadonlyMap<string, number>;

const LINE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\.)*",?)*\})? (\S+)$/;

/** Reads the text format of Prometheus 0.0.4. @throws on a line that is none of it, or a series told twice */
export function figuresIn(text: string): Figures {
  const figures = new Map<string, number>();
  for (const line of text.split('\n')) {
    if (line === '' || /^# (HELP|TYPE) \S+/.test(line)) continue;
    const [, name, labels = '', value] = LINE.exec(line) ?? [];
    if (name === undefined) throw new Error(`no line of the format: ${line}`);
    const series = name + labels;
    if (figures.has(series)) throw new Error(`told twice: ${series}`);
    const number = value === '+Inf' ? Infinity : Number(value);
    // No measurement yet is told as Nan: Prometheus reads it in any case of letters.
    if (Number.isNaN(number) && !/^nan$/i.test(value ?? '')) throw new Error(`no number: ${line}`);
    figures.set(series, number);
  }
  return figures;
}

/** Names of the metrics, the suffixes of histograms taken off. */
export const namesIn = (text: string): string[] => [...text.matchAll(/^# TYPE (\S+) \S+$/gm)].map(([, name]) => name!);
