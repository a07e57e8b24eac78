import type { DoorRefusalCode } from './door-refusals';

/** SQLSTATE and system codes of a disk without room (F12). */
const NO_ROOM = new Set(['53100', 'ENOSPC', 'EDQUOT']);

const NO_ANSWER = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  '08000',
  '08003',
  '08006',
  '53300',
  '57P01',
  '57P02',
  '57P03',
]);
/** What the driver throws without any code when a connection breaks under a query. */
const CONNECTION_LOST = /^(Connection terminated|timeout exceeded when trying to connect)/;

/** What ails the database behind an error of the driver; undefined when it is something else. */
export function databaseTroubleOf(
  error: unknown,
): Extract<DoorRefusalCode, 'E_DISK_FULL' | 'E_UNAVAILABLE'> | undefined {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && NO_ROOM.has(code)) return 'E_DISK_FULL';
  if (typeof code === 'string' && NO_ANSWER.has(code)) return 'E_UNAVAILABLE';
  return typeof message === 'string' && CONNECTION_LOST.test(message) ? 'E_UNAVAILABLE' : undefined;
}
