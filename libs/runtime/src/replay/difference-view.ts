import {
  CLOCK_NAMES,
  fieldLabel,
  HIDDEN,
  valuesOf,
  type CaseAt,
  type ClockDifference,
  type Difference,
  type FieldChange,
  type Moment,
} from '@app/disclosure';
import { findingView, letterView, type FindingView, type LetterView } from './moment-view';

/** A value that changed; where it is `masked` the change is told and the values are not (D9). */
export type FieldChangeView = FieldChange & { label: string; masked?: true };

/** What changed between two moments, as it may be shown. */
export interface DifferenceView {
  from: Moment;
  to: Moment;
  fields: FieldChangeView[];
  clocks: (ClockDifference & { label: string; rule: string })[];
  findings: { appeared: FindingView[]; vanished: FindingView[] };
  letters: LetterView[];
}

/** `before` and `after` are the two moments of the masked history. */
export function differenceView(difference: Difference, before: CaseAt, after: CaseAt): DifferenceView {
  const { from, to, fields, clocks, findings, letters } = difference;
  const [old, now] = [valuesOf(before.state), valuesOf(after.state)];
  return {
    from,
    to,
    fields: fields.map((change) => shownChange(change, old, now)),
    clocks: clocks.map((clock) => ({
      ...clock,
      label: CLOCK_NAMES[clock.clock].zh,
      rule: CLOCK_NAMES[clock.clock].rule,
    })),
    findings: { appeared: findings.appeared.map(findingView), vanished: findings.vanished.map(findingView) },
    letters: letters.map(letterView),
  };
}

type Values = ReadonlyMap<string, unknown>;

function shownChange({ field, ...values }: FieldChange, old: Values, now: Values): FieldChangeView {
  const sides = { ...values };
  let masked = false;
  for (const [side, shown] of [
    ['before', old],
    ['after', now],
  ] as const) {
    if (!(side in values) || shown.get(field) === values[side]) continue;
    sides[side] = shown.get(field) ?? HIDDEN;
    masked = true;
  }
  return { field, label: fieldLabel(field), ...sides, ...(masked && { masked: true as const }) };
}
