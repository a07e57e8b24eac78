import type { ApplicantKind } from '../vocabulary/applicant-kinds';

/** What stands in the place of a text that nobody asked to see. */
export const HIDDEN = '（隐去）';
/** What stands in the place of a text whose person was erased (D9). */
export const ERASED = '（已删除）';

/** How many characters of a name stay legible. */
const LEGIBLE: Record<ApplicantKind, number> = {
  natural_person: 1,
  legal_commercial: 2,
  legal_research: 2,
  legal_public_interest: 2,
  legal_legal_service: 2,
  legal_other: 2,
};

/** A name as lists show it, `张*`: its length is not told either. */
export function maskName(name: string, kind: ApplicantKind): string {
  const letters = Array.from(name);
  return `${letters.slice(0, Math.min(LEGIBLE[kind], letters.length - 1)).join('')}*`;
}

/** `110101********8515`, `138****5678`; shorter numbers, and texts without one, are hidden whole. */
export function maskNumber(text: string): string {
  const [number] = /[0-9A-Za-z]{11,}/.exec(text.normalize('NFKC')) ?? [];
  if (number === undefined) return HIDDEN;
  const [head, tail] = number.length >= 15 ? [6, 4] : [3, 4];
  return `${number.slice(0, head)}${'*'.repeat(number.length - head - tail)}${number.slice(-tail)}`;
}

/** A cell that was exported masked, or after an erasure: it tells nothing about the person. */
export function isMask(text: string): boolean {
  const shown = text.trim();
  return (
    shown === HIDDEN ||
    shown === ERASED ||
    /^.{0,4}\*$/u.test(shown) ||
    /^[0-9A-Za-z]{3,6}\*{4,}[0-9A-Za-z]{4}$/.test(shown)
  );
}
