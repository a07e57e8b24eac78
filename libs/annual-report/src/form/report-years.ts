/** Years a report can be asked for: the calendar starts in 2019 (A-02; the form itself is in force since 2021). */
export const REPORT_YEARS = { first: 2019, last: 2100 } as const;

/** Whether a text names such a year, in four digits. */
export function isReportYear(text: string): boolean {
  return /^\d{4}$/.test(text) && Number(text) >= REPORT_YEARS.first && Number(text) <= REPORT_YEARS.last;
}
