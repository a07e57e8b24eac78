import type { ApplicantKind } from '@app/disclosure';

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
  return `${Array.from(name).slice(0, LEGIBLE[kind]).join('')}*`;
}
