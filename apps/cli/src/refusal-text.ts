import { REJECTIONS } from '@app/disclosure';
import { DatabaseRefused } from '@app/database';
import {
  LogGap,
  RevisionConflict,
  MasterKeyRefused,
  StoreFault,
  StoreUnavailable,
  SubjectErased,
  Unstorable,
} from '@app/event-store';
import { LETTER_REFUSALS, LetterRefused } from '@app/letters';
import { FileRefused } from '@app/ledger-file';
import {
  AmbiguousCaseNo,
  AnotherProjector,
  ProjectionStopped,
  ReadModelBehind,
  ReadModelsOfAnotherLog,
  UnknownUnit,
} from '@app/read-models';
import { Refused, UnknownUnit as UnknownUnitToWrite } from '@app/use-cases';
import { RefusedByLedger } from './command';

export interface RefusalText {
  message: string;
  code: string;
  rule?: string;
  field?: string;
}

type Known<E extends Error> = [new (...args: never[]) => E, (error: E) => RefusalText];
const known = <E extends Error>(type: new (...args: never[]) => E, text: (error: E) => RefusalText): Known<E> => [
  type,
  text,
];

/** Every refusal an operator can meet, in words; anything else is a fault of ours and keeps its stack. */
const REFUSALS = [
  known(RefusedByLedger, (e) => ({ message: e.message, ...e.detail })),
  known(Refused, ({ rejection: { code, field, detail } }) => ({
    message: `${REJECTIONS[code].en} (${REJECTIONS[code].zh})${detail ? `: ${Object.values(detail).join(', ')}` : ''}`,
    code,
    rule: REJECTIONS[code].rule,
    field,
  })),
  known(FileRefused, (e) => ({ message: e.message, code: e.code, rule: e.rule })),
  known(LetterRefused, ({ reason, place, rule }) => ({
    message: `${LETTER_REFUSALS[reason].en}: ${place} (${LETTER_REFUSALS[reason].zh})`,
    code: 'E_LETTER',
    rule,
    field: place,
  })),
  known(DatabaseRefused, (e) => ({ message: `${e.message}. ${e.advice}`, code: e.code })),
  known(RevisionConflict, () => ({
    message: 'somebody else is writing to this case; run it again',
    code: 'E_CONFLICT',
    rule: 'F8',
  })),
  known(UnknownUnit, (e) => ({
    message: `unknown unit ${e.unit} (单位未登记)`,
    code: 'E_UNIT_UNKNOWN',
    field: 'unit',
  })),
  known(UnknownUnitToWrite, (e) => ({
    message: `unknown unit ${e.unit} (单位未登记)`,
    code: 'E_UNIT_UNKNOWN',
    field: 'unit',
  })),
  known(AmbiguousCaseNo, (e) => ({ message: `${e.message}; name one with --unit`, code: 'E_AMBIGUOUS' })),
  known(ProjectionStopped, (e) => ({ message: e.message, code: 'E_PROJECTION_STOPPED' })),
  known(ReadModelBehind, (e) => ({ message: e.message, code: 'E_BEHIND', field: 'at' })),
  known(ReadModelsOfAnotherLog, (e) => ({ message: e.message, code: 'E_OTHER_LOG' })),
  known(AnotherProjector, (e) => ({ message: `${e.message}; stop the server first`, code: 'E_OTHER_PROJECTOR' })),
  known(Unstorable, (e) => ({ message: e.message, code: 'E_UNSTORABLE', field: e.path })),
  known(MasterKeyRefused, (e) => ({ message: e.message, code: `E_MASTER_KEY_${e.code}` })),
  known(SubjectErased, () => ({
    message: 'the person was erased; nothing personal is added (已清除)',
    code: 'E_ERASED',
  })),
  known(LogGap, (e) => ({ message: e.message, code: 'E_LOG_GAP' })),
  known(StoreFault, (e) => ({ message: `the database refused (${e.sqlState})`, code: 'E_STORE_FAULT' })),
  known(StoreUnavailable, (e) => ({ message: e.message, code: 'E_STORE_UNAVAILABLE' })),
] as Known<Error>[];

export function refusalText(error: unknown): RefusalText | undefined {
  for (const [type, text] of REFUSALS) if (error instanceof type) return text(error);
  return undefined;
}
