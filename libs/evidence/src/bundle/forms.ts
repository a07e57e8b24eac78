/** Whether a member's value is of its form. */
export type Form = (value: unknown) => boolean;
export type Members = Record<string, Form>;

export const text: Form = (value) => typeof value === 'string';
export const flag: Form = (value) => typeof value === 'boolean';
export const whole: Form = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
export const counted: Form = (value) => whole(value) && value !== 0;
export const matching =
  (pattern: RegExp): Form =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
export const hash = matching(/^[0-9a-f]{64}$/);
export const day = matching(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/);
export const instant = matching(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z$/);
export const key32 = matching(/^[A-Za-z0-9+/]{43}=$/);
export const orNull =
  (form: Form): Form =>
  (value) =>
    value === null || form(value);
export const listOf =
  (form: Form): Form =>
  (value) =>
    Array.isArray(value) && value.every(form);
/** Exactly these members, in this order. */
export const exactly =
  (members: Members): Form =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).join() === Object.keys(members).join() &&
    Object.entries(members).every(([name, form]) => form((value as Record<string, unknown>)[name]));
/** Up to four decimals and fifteen digits: what every language writes the same way. */
export const cellNumber: Form = (value) =>
  typeof value === 'number' && /^[0-9]{1,15}([.][0-9]{1,4})?$/.test(String(value));
export const cellNumbers: Form = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(cellNumber);

export const oneOf =
  (...values: readonly string[]): Form =>
  (value) =>
    values.includes(value as string);
