import type { SelfAuditDifference } from '@app/disclosure';

/** Differences that are listed; the others are only counted. A table that was emptied has as many as cases. */
const MOST_LISTED = 1_000;

/** Differences as they are found: all are counted, the first are kept. */
export class ListedDifferences {
  count = 0;
  readonly listed: SelfAuditDifference[] = [];

  add(found: readonly SelfAuditDifference[]): void {
    this.count += found.length;
    this.keep(found);
  }

  addAll({ count, listed }: ListedDifferences): void {
    this.count += count;
    this.keep(listed);
  }

  private keep(found: readonly SelfAuditDifference[]): void {
    this.listed.push(...found.slice(0, MOST_LISTED - this.listed.length));
  }
}
