import { StoreUnavailable } from '@app/event-store';

/** SQLSTATE classes that speak of the connection, the server or another transaction, not of what we asked. */
const PASSING_CLASSES = new Set(['08', '40', '53', '55', '57', '58']);
/** We stood still inside a transaction, and it was undone. */
const STOOD_STILL = '25P03';
const CONNECTION_WORDS = /connection terminated|timeout exceeded|connection ended|not queryable|after calling end/i;

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  if (typeof code === 'string') return code;
  return driverError === undefined ? undefined : codeOf(driverError);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '');

/** Whether trying the same again later can succeed; everything else is the event's or the code's fault (F15). */
export function isTransient(error: unknown): boolean {
  if (error instanceof StoreUnavailable) return true;
  const code = codeOf(error);
  if (code !== undefined && /^[0-9A-Z]{5}$/.test(code)) {
    return PASSING_CLASSES.has(code.slice(0, 2)) || code === STOOD_STILL;
  }
  if (code !== undefined && /^E[A-Z]+$/.test(code)) return true;
  return CONNECTION_WORDS.test(messageOf(error));
}

/** What went wrong in words that can hold no personal data: the error's kind and SQLSTATE, never its message (D9). */
export function reasonOf(error: unknown): string {
  const name = error instanceof Error ? error.name : typeof error;
  const code = codeOf(error);
  return code === undefined ? name : `${name} ${code}`;
}
