import { HttpException } from '@nestjs/common';
import { UnknownBinding } from '@app/annual-report';
import {
  IdempotencyConflict,
  RevisionConflict,
  StoreUnavailable,
  SubjectErased,
  Undecipherable,
  Unstorable,
} from '@app/event-store';
import { FileRefused } from '@app/ledger-file';
import { BadCursor, ProjectionStopped, ReadModelBehind, UnknownUnit as UnknownUnitToRead } from '@app/read-models';
import { LETTER_REFUSALS, LetterRefused } from '@app/letters';
import { CommandIdReused, UnknownUnit as UnknownUnitToWrite } from '@app/use-cases';
import type { EdgeCode } from './edge-codes';
import { Refusal, type ProblemPlace } from './problem';

const RETRY = { headers: { 'Retry-After': '2' } };

/** A refusal of the edge with its places and headers. */
export interface EdgeRefusal {
  code: EdgeCode;
  place?: Refusal['place'];
}
type Known = [kind: abstract new (...given: never[]) => Error, answer: (error: never, ifMatch: boolean) => EdgeRefusal];
const known = <E extends Error>(
  kind: abstract new (...given: never[]) => E,
  answer: (error: E, ifMatch: boolean) => EdgeRefusal,
): Known => [kind, answer];

/** Every error the libs promise to throw, and what it is called at the edge. */
const KNOWN: readonly Known[] = [
  known(Refusal, ({ code, place }) => ({ code, place })),
  known(RevisionConflict, ({ actual }, ifMatch): EdgeRefusal =>
    ifMatch
      ? { code: 'E_STALE', place: { context: { revision: actual }, headers: { ETag: `"${actual}"` } } }
      : { code: 'E_BUSY_CASE', place: { headers: { 'Retry-After': '1' } } },
  ),
  known(CommandIdReused, () => ({ code: 'E_KEY_REUSED' })),
  known(IdempotencyConflict, () => ({ code: 'E_KEY_REUSED' })),
  known(UnknownUnitToWrite, () => ({ code: 'E_UNIT_UNKNOWN' })),
  known(UnknownUnitToRead, () => ({ code: 'E_UNIT_UNKNOWN' })),
  known(Unstorable, (error) => ({ code: 'E_UNSTORABLE', place: { errors: [unstorablePlace(error)] } })),
  known(StoreUnavailable, () => ({ code: 'E_UNAVAILABLE', place: RETRY })),
  known(SubjectErased, () => ({ code: 'E_SUBJECT_ERASED' })),
  known(Undecipherable, ({ position, field, reason }) => ({
    code: 'E_UNDECIPHERABLE',
    place: { context: { position, field, reason } },
  })),
  known(ProjectionStopped, ({ projection, position, head }) => ({
    code: 'E_REPORT_STOPPED',
    place: { context: { projection, position, head } },
  })),
  known(ReadModelBehind, ({ position, asked }) => ({
    code: 'E_BEHIND',
    place: { context: { position, asked }, headers: { 'Retry-After': '1' } },
  })),
  known(BadCursor, () => ({
    code: 'E_PARAMETER',
    place: { errors: [{ parameter: 'cursor', zh: '不是本列表给出的游标', en: 'was not made by this list' }] },
  })),
  known(FileRefused, ({ code, rule, detail, message }) => ({
    code: code === 'X_TOO_LARGE' ? 'E_BODY_TOO_LARGE' : 'E_LEDGER_FILE',
    place: {
      rule,
      context: { reason: code, ...detail },
      errors: [{ zh: message, en: `ledger file refused (${code})` }],
    },
  })),
  known(LetterRefused, ({ reason, place, rule }) => ({
    code: 'E_LETTER',
    place: {
      rule,
      context: { reason, place },
      errors: [{ zh: `${LETTER_REFUSALS[reason].zh}: ${place}`, en: `${LETTER_REFUSALS[reason].en}: ${place}` }],
    },
  })),
  known(UnknownBinding, ({ section, line, column }) => ({
    code: 'E_BINDING',
    place: {
      context: { section, line, column },
      errors: [
        {
          pointer: '/markdown',
          zh: `第${line}行第${column}列：没有此数据`,
          en: `line ${line}, column ${column}: no such number`,
        },
      ],
    },
  })),
  known(HttpException, (error) => ({ code: codeOfStatus(error.getStatus()) })),
  known(URIError, () => ({ code: 'E_PARAMETER' })),
];

/** What the edge calls an error that is no refusal of the law; what nobody promised is `E_INTERNAL`. */
export function edgeRefusalOf(error: unknown, ifMatch: boolean): EdgeRefusal {
  const match = KNOWN.find(([kind]) => error instanceof kind);
  if (match) return match[1](error as never, ifMatch);
  return isConnectionFailure(error) ? { code: 'E_UNAVAILABLE', place: RETRY } : { code: 'E_INTERNAL' };
}

function unstorablePlace({ path, reason }: Unstorable): ProblemPlace {
  return { pointer: path.startsWith('/') ? path : `/${path.replaceAll('.', '/')}`, zh: reason, en: reason };
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

const CONNECTION_CODES = new Set([
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

function isConnectionFailure(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && CONNECTION_CODES.has(code)) return true;
  return (
    typeof message === 'string' && /^(Connection terminated|timeout exceeded when trying to connect)/.test(message)
  );
}
