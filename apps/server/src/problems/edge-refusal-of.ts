import { HttpException } from '@nestjs/common';
import { RevisionConflict } from '@app/event-store';
import { BadCursor } from '@app/read-models';
import { refusalOf, type FoundRefusal } from '@app/runtime';
import type { EdgeCode } from './edge-codes';
import { Refusal, type ProblemCode } from './problem';

/** A refusal of the edge with its places and headers. */
export interface EdgeRefusal {
  code: ProblemCode;
  place?: Refusal['place'];
}

/** What the edge calls an error that is no refusal of the law; what nobody promised is `E_INTERNAL`. */
export function edgeRefusalOf(error: unknown, ifMatch: boolean): EdgeRefusal {
  return ofHttp(error, ifMatch) ?? ofTheSystem(error) ?? { code: 'E_INTERNAL' };
}

/** What only a request can be refused for. */
function ofHttp(error: unknown, ifMatch: boolean): EdgeRefusal | undefined {
  if (error instanceof Refusal) return { code: error.code, place: withHeaders(error.code, error.place) };
  if (error instanceof RevisionConflict && ifMatch) {
    const { actual } = error;
    return { code: 'E_STALE', place: { context: { revision: actual }, headers: { ETag: `"${actual}"` } } };
  }
  if (error instanceof BadCursor) {
    const place = { parameter: 'cursor', rule: 'D13', zh: '不是本列表给出的游标', en: 'was not made by this list' };
    return { code: 'E_PARAMETER', place: { rule: 'D13', errors: [place] } };
  }
  if (error instanceof HttpException) return { code: codeOfStatus(error.getStatus()) };
  if (error instanceof URIError) return { code: 'E_PARAMETER' };
  return undefined;
}

function ofTheSystem(error: unknown): EdgeRefusal | undefined {
  const found = refusalOf(error);
  return found && { code: found.code, place: withHeaders(found.code, placeOf(found)) };
}

function placeOf({ rule, context, reason, field }: FoundRefusal): Refusal['place'] {
  const pointer = field === undefined ? {} : { pointer: `/${field}` };
  return { rule, ...(context && { context }), ...(reason && { errors: [{ ...pointer, rule, ...reason }] }) };
}

/** When to come again. */
const RETRY_AFTER_S: Partial<Record<ProblemCode, number>> = {
  E_BUSY_CASE: 1,
  E_BEHIND: 1,
  E_UNAVAILABLE: 2,
  E_DISK_FULL: 60,
};

function withHeaders(code: ProblemCode, place: Refusal['place']): Refusal['place'] {
  const seconds = RETRY_AFTER_S[code];
  return seconds === undefined ? place : { ...place, headers: { 'Retry-After': String(seconds), ...place.headers } };
}

/** What Nest itself throws: an unknown route, a path that cannot be decoded. */
function codeOfStatus(status: number): EdgeCode {
  const known: Record<number, EdgeCode> = {
    400: 'E_PARAMETER',
    404: 'E_ROUTE_UNKNOWN',
    413: 'E_BODY_TOO_LARGE',
    415: 'E_BODY_TYPE',
    503: 'E_UNAVAILABLE',
  };
  return known[status] ?? (status < 500 ? 'E_VALIDATION' : 'E_INTERNAL');
}
