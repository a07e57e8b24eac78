import type { CaseEventType } from '../events/catalogue';
import type { CaseEvent } from '../events/envelope';
import { effectiveHistory } from '../case/effective-history';
import { foldEffective } from '../case/fold';
import type { CaseState } from '../case/state';
import type { ApplicantKind } from '../vocabulary/applicant-kinds';
import { ERASED, HIDDEN, maskName, maskNumber } from './masks';
import { erasedSubjects, replaceProtected, type ProtectedPlace } from './protected-places';

type Mask = (text: string, kind: ApplicantKind) => string;

/** The fields that stay partly legible, so that a clerk sees which case it is; every other one is hidden whole. */
const MASKS: Readonly<Record<string, Mask>> = {
  'ApplicationRegistered.applicantName': maskName,
  // Of the agent no kind is on record, and most are people.
  'ApplicationRegistered.agent': (name) => maskName(name, 'natural_person'),
  'ApplicationRegistered.applicantIdProof': maskNumber,
  'ApplicationRegistered.contact': maskNumber,
};

function hidden(value: unknown, mask: (text: string) => string): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map((each) => hidden(each, mask));
  // Of a partial grant the items are texts, the results are codes that are counted.
  if (typeof value === 'object' && value !== null && 'item' in value)
    return { ...value, item: mask(String(value.item)) };
  // A letter is known by its hash, by which names could be tried.
  return null;
}

/** Protected fields that hold no text; what is erased of them is not there. */
const NO_TEXT: readonly string[] = ['letter', 'items', 'itemResults'];

/** Once the key is gone, what was erased cannot be told from what was never told: both are said to be erased. */
const erased = (field: string): unknown => (NO_TEXT.includes(field) ? null : ERASED);

export interface Shown {
  /** Masked unless asked for otherwise; what was erased says so. */
  history: CaseEvent[];
  state: CaseState | undefined;
  /** Protected fields that hold a value, as `ApplicationRegistered.applicantName`; sorted, each once. */
  fields: string[];
}

/**
 * A case as it may be shown. The clocks and the status are the same either way: they rest on no protected field.
 * @param since of a history that ends earlier, what was recorded since: who was erased then is not shown as before either
 */
export function shownHistory(
  history: readonly CaseEvent[],
  { unmasked, since = [] }: { unmasked: boolean; since?: readonly CaseEvent[] },
): Shown {
  const gone = erasedSubjects([...history, ...since]);
  const kind = kindOf(history);
  const fields = new Set<string>();
  const shown = replaceProtected(history, (place) => {
    if (gone.has(place.subject)) return erased(place.field);
    if (place.value === null) return null;
    fields.add(nameOf(place));
    return unmasked ? place.value : hidden(place.value, maskOf(place, kind));
  });
  return { history: shown, state: foldEffective(effectiveHistory(shown, { shown: true })), fields: [...fields].sort() };
}

const nameOf = ({ type, field }: { type: CaseEventType; field: string }): string => `${type}.${field}`;

function maskOf(place: ProtectedPlace, kind: ApplicantKind): (text: string) => string {
  const mask = MASKS[nameOf(place)] ?? (() => HIDDEN);
  return (text) => mask(text, kind);
}

function kindOf(history: readonly CaseEvent[]): ApplicantKind {
  const registration = history.find((event) => event.type === 'ApplicationRegistered');
  return registration?.data.applicantKind ?? 'natural_person';
}
