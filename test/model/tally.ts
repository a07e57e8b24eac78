/** What was seen on the way; added up over sequences. */
export interface Tally {
  sequences: number;
  commands: number;
  accepted: number;
  /** Refused by both, with another code. */
  otherCode: Map<string, number>;
  /** `STATE × Command`: how often tried, how often accepted. */
  reached: Map<string, { tried: number; accepted: number }>;
  /** Pairs of acts whose order of recording was swapped (R §15, 6). */
  swapped: number;
}
export const emptyTally = (): Tally => ({
  sequences: 0,
  commands: 0,
  accepted: 0,
  otherCode: new Map(),
  reached: new Map(),
  swapped: 0,
});
