/** A value from the event at one position up to the event at another (exclusive); `null` while it stands (D4). */
export interface Span<Value> {
  value: Value;
  fromPosition: number;
  toPosition: number | null;
}

/** What a batch does to the spans of one subject: where the standing one ends, and the spans that begin. */
export interface SpanChange<Value> {
  endsAt: number;
  begun: Span<Value>[];
}

/**
 * Spans from the values a subject takes one after another, `undefined` = none. Several changes at one position cannot
 * be: an event has one place in the log.
 */
export function spansOf<Value>(changes: readonly { position: number; value: Value | undefined }[]): SpanChange<Value> {
  const [first] = changes;
  if (!first) throw new RangeError('no change, no span');
  const begun = changes.flatMap(({ position, value }, index): Span<Value>[] =>
    value === undefined ? [] : [{ value, fromPosition: position, toPosition: changes[index + 1]?.position ?? null }],
  );
  return { endsAt: first.position, begun };
}

/** Values of several subjects gathered by subject, each in the order they came. */
export function bySubject<Change>(changes: readonly Change[], subjectOf: (change: Change) => string): Change[][] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const group = groups.get(subjectOf(change));
    if (group) group.push(change);
    else groups.set(subjectOf(change), [change]);
  }
  return [...groups.values()];
}
