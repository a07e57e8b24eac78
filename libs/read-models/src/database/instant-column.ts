import type { ColumnOptions } from 'typeorm';

/** An instant as ISO 8601 text in UTC with milliseconds, never a `Date` in our hands (D2). */
export const instantColumn = {
  type: 'timestamptz',
  precision: 3,
  transformer: {
    to: (instant: string) => instant,
    from: (value: Date | string) => new Date(value).toISOString(),
  },
} satisfies ColumnOptions;
