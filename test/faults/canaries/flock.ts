import { canary } from '../../support/canaries';
import { countOf } from '../ground/seed';

/** How many persons there are (T18 asks for 1,000), and how many of them are erased. */
const CANARIES = Math.max(50, countOf('CANARIES', 50));
const ERASURES = Math.max(12, Math.floor(CANARIES / 10));

/** By which way each comes in. */
const share = (part: number): number => Math.floor(CANARIES * part);
export const IMPORTED = range(1, share(0.4));
export const FROM_GBK = range(IMPORTED.length + 1, share(0.8));
export const BY_HAND = range(share(0.8) + 1, share(0.9));
/** Of these the ledger keeps nothing: they stand in what is refused. */
export const IN_ERRORS = range(share(0.9) + 1, CANARIES);
export const REGISTERED = [...IMPORTED, ...FROM_GBK, ...BY_HAND];
export const ALL = [...REGISTERED, ...IN_ERRORS];

const byHand = Math.max(2, Math.floor(ERASURES / 10));
const ofEachFile = Math.floor((ERASURES - byHand) / 2);
export const ERASED = [
  ...IMPORTED.slice(0, ERASURES - byHand - ofEachFile),
  ...FROM_GBK.slice(0, ofEachFile),
  ...BY_HAND.slice(0, byHand),
];

/** What the texts of a canary begin with. */
export const BEGINNINGS = ['金丝雀', '11010119900307', '1380000'];

export const textsOf = (numbers: readonly number[]): string[] =>
  numbers.flatMap((n) => Object.values(canary(n) as object) as string[]);

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
