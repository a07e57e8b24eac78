import { fold, imaginary, type CaseEvent, type NewCaseEvent } from '@app/disclosure';
import type { WriteSide } from './write-side';

interface Applicant {
  applicantName: string | null;
  applicantIdProof: string | null;
  contact: string | null;
}

/**
 * How the unit recognises this applicant in another case: by the number of the document, else by name and contact
 * together. A name alone is too common to count anybody's applications by; then there is no key.
 */
export function applicantKey(write: WriteSide, unit: string, applicant: Applicant): string | undefined {
  const text = identityOf(applicant);
  return text === undefined ? undefined : write.matchKey([unit, ...text].join('\u001f'));
}

/**
 * The key after decided events that change what was entered about the applicant; `null` when nobody is recognised any
 * more, `undefined` for events that leave the applicant alone.
 */
export function applicantKeyAfter(
  write: WriteSide,
  history: readonly CaseEvent[],
  events: readonly NewCaseEvent[],
): string | null | undefined {
  const rewrites = events.some(({ type }) => type === 'EntryCorrected' || type === 'EntryRetracted');
  const before = rewrites ? fold(history) : undefined;
  const after = before && fold([...history, ...imaginary(events, history)]);
  if (!before || !after) return undefined;
  const [old, now] = [before, after].map((state) => applicantKey(write, state.unit, state));
  return old === now ? undefined : (now ?? null);
}

function identityOf({ applicantName, applicantIdProof, contact }: Applicant): string[] | undefined {
  const proof = normalised(applicantIdProof);
  if (proof !== '') return ['id', numberIn(proof)];
  const [name, reachedAt] = [normalised(applicantName), normalised(contact)];
  return name === '' || reachedAt === '' ? undefined : ['name', name, reachedAt];
}

/** What differs only in width, case, blanks and dashes is the same. */
function normalised(text: string | null): string {
  return (text ?? '')
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Dash}]/gu, '');
}

/** The number of a document whose kind may be written beside it. */
function numberIn(proof: string): string {
  return /[0-9A-Z]{6,}/.exec(proof)?.[0] ?? proof;
}
