/** For each event type the fields of `data` that are encrypted, and whose they are: one data key for each stream and subject (D9). */
export type Protection = Readonly<Record<string, FieldProtection>>;

export interface FieldProtection {
  fields: readonly string[];
  /** E.g. `applicant`, `third_party`: the erasure of one leaves the other's. */
  subject: string;
}
