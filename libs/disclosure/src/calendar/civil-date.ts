/** A day in Asia/Shanghai as `YYYY-MM-DD`. Never a `Date`: a civil date has no time zone to get wrong. */
export type CivilDate = string;

/** A UTC instant as ISO 8601 with milliseconds, `2025-01-02T03:04:05.678Z`. */
export type Instant = string;
