import { UnknownBinding } from '@app/annual-report';
import { DatabaseRefused } from '@app/database';
import {
  CopyRefused,
  ForeignEvent,
  IdempotencyConflict,
  KurrentFault,
  LogGap,
  MasterKeyRefused,
  NoLog,
  OrderRefused,
  RevisionConflict,
  StoreFault,
  StoreUnavailable,
  SubjectErased,
  Undecipherable,
  Unstorable,
} from '@app/event-store';
import { LogBroken, SealKeyUnreadable, SealUnreadable } from '@app/evidence';
import { FileRefused } from '@app/ledger-file';
import { LETTER_REFUSALS, LetterRefused } from '@app/letters';
import {
  AmbiguousCaseNo,
  AnotherProjector,
  ProjectionStopped,
  ReadModelBehind,
  ReadModelsOfAnotherLog,
  UnknownUnit as UnknownUnitToRead,
} from '@app/read-models';
import { CommandIdReused, SealKeyMissing, UnknownUnit as UnknownUnitToWrite } from '@app/use-cases';
import { SealKeyRefused } from '../evidence/seal-key';
import { MOMENT_FAULTS, NoSuchMoment } from '../replay/no-such-moment';
import { databaseTroubleOf } from './database-trouble';
import { DOOR_REFUSALS, type DoorRefusalCode } from './door-refusals';

/** A refusal of the system with what explains it. Never carries what a person typed. */
export interface FoundRefusal {
  code: DoorRefusalCode;
  /** The rule of this very refusal. */
  rule: string;
  /** Dates, numbers and codes that explain it. */
  context?: Record<string, string | number>;
  /** What it is about, in both languages, where the code alone does not say it. */
  reason?: { zh: string; en: string };
  /** Field of the command or file it is about, as a path with slashes. */
  field?: string;
}

type Answer = Omit<FoundRefusal, 'rule'> & { rule?: string };
type Known = [kind: abstract new (...given: never[]) => Error, answer: (error: never) => Answer];
const known = <E extends Error>(
  kind: abstract new (...given: never[]) => E,
  answer: (error: E) => Answer | DoorRefusalCode,
): Known => [
  kind,
  (error: E) => {
    const given = answer(error);
    return typeof given === 'string' ? { code: given } : given;
  },
];

const ORDER_REFUSALS: Record<OrderRefused['code'], string> = {
  OTHER_LOG: '旁边的数据库属于另一份日志',
  LOG_MISSING: 'KurrentDB 中没有这份日志',
  LOG_IN_POSTGRES: '旁边的数据库中已有日志，请先复制（ledger copy）',
  URL: 'KURRENTDB_URL 不是 KurrentDB 的地址',
};

const COPY_REFUSALS: Record<CopyRefused['code'], string> = {
  NO_SOURCE: '来源处没有日志',
  FOREIGN_TARGET: '目标处已有其他日志',
  BROKEN_SOURCE: '来源日志的哈希链不成立，请先核验',
  BROKEN_COPY: '复制后的日志与来源不一致',
  WRITTEN_MEANWHILE: '复制期间目标处有他人写入',
};

/** Every error the libs promise to throw, and what it is called at the doors. */
const KNOWN: readonly Known[] = [
  known(RevisionConflict, () => 'E_BUSY_CASE'),
  known(CommandIdReused, () => 'E_KEY_REUSED'),
  known(IdempotencyConflict, () => 'E_KEY_REUSED'),
  known(UnknownUnitToWrite, ({ unit, field }) => ({
    code: 'E_UNIT_UNKNOWN',
    field,
    context: { unit },
    // What the command itself is about needs no words; a unit it only mentions does.
    ...(field !== 'unit' && { reason: { zh: '此处的单位没有登记', en: 'the unit named here is not registered' } }),
  })),
  known(UnknownUnitToRead, ({ unit }) => ({ code: 'E_UNIT_UNKNOWN', field: 'unit', context: { unit } })),
  known(AmbiguousCaseNo, ({ units }) => ({
    code: 'E_CASE_AMBIGUOUS',
    field: 'caseNo',
    context: { units: units.join(', ') },
  })),
  known(Unstorable, ({ path, reason }) => ({
    code: 'E_UNSTORABLE',
    field: path.replace(/^\//, '').replaceAll('.', '/'),
    reason: { zh: '此处的字符或数值无法保存', en: reason },
  })),
  known(StoreUnavailable, ({ cause }) => databaseTroubleOf(cause) ?? 'E_UNAVAILABLE'),
  known(StoreFault, ({ sqlState }) => ({ code: 'E_STORE_FAULT', context: { sqlState } })),
  known(KurrentFault, ({ kind }) => ({ code: 'E_STORE_FAULT', context: { kind } })),
  known(ForeignEvent, ({ revision }) => ({
    code: 'E_KURRENTDB',
    context: { reason: 'FOREIGN_EVENT', revision },
    reason: { zh: '台账的流中有他人写入的事件', en: 'somebody else has written into a stream of the ledger' },
  })),
  known(OrderRefused, ({ code, message }) => ({
    code: 'E_KURRENTDB',
    context: { reason: code },
    reason: { zh: ORDER_REFUSALS[code], en: message },
  })),
  known(CopyRefused, ({ code, message }) => ({
    code: 'E_COPY',
    context: { reason: code },
    reason: { zh: COPY_REFUSALS[code], en: message },
  })),
  known(LogGap, ({ expected, found }) => ({ code: 'E_LOG_GAP', context: { expected, found } })),
  known(SubjectErased, () => 'E_SUBJECT_ERASED'),
  known(Undecipherable, ({ position, field, reason }) => ({
    code: 'E_UNDECIPHERABLE',
    context: { position, field, reason },
  })),
  known(MasterKeyRefused, ({ code, message }) => ({
    code: 'E_MASTER_KEY',
    context: { reason: code },
    reason: { zh: '请检查主密钥的配置', en: message },
  })),
  known(ProjectionStopped, ({ projection, position, head }) => ({
    code: 'E_REPORT_STOPPED',
    context: { projection, position, head },
  })),
  known(ReadModelBehind, ({ position, asked }) => ({ code: 'E_BEHIND', field: 'at', context: { position, asked } })),
  known(ReadModelsOfAnotherLog, ({ projection, reason, position, head }) => ({
    code: 'E_OTHER_LOG',
    context: { projection, reason, position, head },
  })),
  known(AnotherProjector, () => 'E_OTHER_PROJECTOR'),
  known(SealKeyMissing, () => 'E_SEAL_KEY'),
  known(SealKeyRefused, ({ reason, place }) => ({ code: 'E_SEAL_KEY', context: { place, reason } })),
  known(SealKeyUnreadable, () => 'E_PUBLIC_KEY'),
  known(SealUnreadable, ({ line }) => ({ code: 'E_SEAL_UNREADABLE', context: { line } })),
  known(NoLog, () => 'E_NO_LOG'),
  known(LogBroken, ({ position }) => ({ code: 'E_LOG_BROKEN', context: { position } })),
  known(FileRefused, ({ code, rule, detail, zh, en }) => ({
    code: code === 'X_TOO_LARGE' ? 'E_FILE_TOO_LARGE' : 'E_LEDGER_FILE',
    rule,
    context: { reason: code, ...detail },
    reason: { zh, en },
  })),
  known(LetterRefused, ({ reason, place, rule }) => ({
    code: 'E_LETTER',
    rule,
    field: place.replaceAll('.', '/'),
    context: { reason, place },
    reason: { zh: `${LETTER_REFUSALS[reason].zh}: ${place}`, en: `${LETTER_REFUSALS[reason].en}: ${place}` },
  })),
  known(NoSuchMoment, ({ fault, detail }) => ({
    code: 'E_MOMENT',
    field: 'at',
    context: { reason: fault, ...detail },
    reason: MOMENT_FAULTS[fault],
  })),
  known(UnknownBinding, ({ section, line, column }) => ({
    code: 'E_BINDING',
    field: 'markdown',
    context: { section, line, column },
    reason: { zh: `第${line}行第${column}列：没有此数据`, en: `line ${line}, column ${column}: no such number` },
  })),
  known(DatabaseRefused, ({ code, zh, en }) => ({ code: 'E_DATABASE', context: { reason: code }, reason: { zh, en } })),
];

/** What an error of the libs is called at every door; `undefined` for what nobody promised to throw. */
export function refusalOf(error: unknown): FoundRefusal | undefined {
  const match = KNOWN.find(([kind]) => error instanceof kind);
  const found = match ? match[1](error as never) : ofTheDriver(error);
  if (!found) return undefined;
  return { ...found, rule: found.rule ?? DOOR_REFUSALS[found.code].rule };
}

/** A query of the read models meets the same disk and the same cut connections as the log, without its names for them. */
function ofTheDriver(error: unknown): Answer | undefined {
  const code = databaseTroubleOf(error);
  return code && { code };
}
