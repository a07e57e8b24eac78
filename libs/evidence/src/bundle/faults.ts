import type { Fault } from '../fault';
import { FAULT_KINDS, type FaultKind, type FaultMeaning } from '../fault-kinds';

/** Faults of a log that are found in a bundle as well, by the same names. */
type SharedKind = Extract<
  FaultKind,
  | 'POSITION_GAP'
  | 'POSITION_ORDER'
  | 'REVISION_ORDER'
  | 'TIME_BACKWARDS'
  | 'HASH_MISMATCH'
  | 'TAIL_MISSING'
  | 'SEAL_UNREADABLE'
  | 'SEAL_STORE'
  | 'SEAL_NUMBER'
  | 'SEAL_RANGE'
  | 'SEAL_PREVIOUS'
  | 'SEAL_ROOT'
  | 'SEAL_HEAD'
  | 'SEAL_KEY'
  | 'SEAL_SIGNATURE'
  | 'DEPOSIT_MISSING'
  | 'DEPOSIT_DIFFERS'
>;

/** Faults that only a bundle can have. */
type OwnKind =
  | 'NOT_A_BUNDLE'
  | 'RECORD_UNREADABLE'
  | 'BUNDLE_TRUNCATED'
  | 'MANIFEST_MISMATCH'
  | 'OTHER_KEY'
  | 'DECLARATION_CHANGED'
  | 'UNSEALED'
  | 'SEAL_CHANGED'
  | 'EVENT_LEFT_OUT'
  | 'BODY_UNREADABLE'
  | 'REPORT_CHANGED'
  | 'CELL_MISMATCH';

/** What can be wrong with a bundle; `docs/audit-bundle.md` says when each is told. */
export type BundleFaultKind = SharedKind | OwnKind;

const OWN_KINDS: Record<OwnKind, FaultMeaning> = {
  NOT_A_BUNDLE: {
    zh: '不是本版本的审计包',
    en: 'not a bundle of this version',
    means: 'Another file, or a first line that was changed; nothing else was checked.',
  },
  RECORD_UNREADABLE: {
    zh: '此行不符合格式',
    en: 'the line is not one of the format',
    means: 'A line was damaged or written by something else; it took no part in the checks.',
  },
  BUNDLE_TRUNCATED: {
    zh: '审计包不完整，没有结束行',
    en: 'the bundle has no end',
    means: 'The file was cut off.',
  },
  MANIFEST_MISMATCH: {
    zh: '首行或结束行与内容不符',
    en: 'the first or last line does not say what is in the bundle',
    means: 'Lines were taken out or put in.',
  },
  OTHER_KEY: {
    zh: '公钥与所信公钥或其编号不符',
    en: 'the public key is not a trusted one, or not what its id says',
    means: 'Somebody else made the bundle, or the key was exchanged.',
  },
  DECLARATION_CHANGED: {
    zh: '单元格或日历的声明被改动',
    en: 'the declaration of cells or calendar is not that of this version',
    means: 'What the numbers are called was changed.',
  },
  UNSEALED: {
    zh: '末尾事件没有封签',
    en: 'events at the end are under no seal',
    means: 'A seal was taken out, or events were added after the last one.',
  },
  SEAL_CHANGED: {
    zh: '封签与日志中记录的不符',
    en: 'the seal is not the one in the log',
    means: 'A seal was replaced after a later one had been made over its event.',
  },
  EVENT_LEFT_OUT: {
    zh: '应完整提供的事件没有内容',
    en: 'an event that has to be in full is not',
    means: 'Somebody kept back what is counted.',
  },
  BODY_UNREADABLE: {
    zh: '事件内容无法按本版本读取',
    en: 'the body of the event cannot be read',
    means: 'The event was sealed like this; a newer version may be able to read it.',
  },
  REPORT_CHANGED: {
    zh: '年报与定稿事件不符',
    en: 'the report is not the one that was frozen',
    means: 'The copy of the report was changed, left out or made up.',
  },
  CELL_MISMATCH: {
    zh: '单元格与按事件重新计数的结果不符',
    en: 'the cell is not what the events count to',
    means: 'A number was published that does not follow from the log.',
  },
};

/** Each fault in words. */
export const BUNDLE_FAULT_KINDS: Record<BundleFaultKind, FaultMeaning> = { ...FAULT_KINDS, ...OWN_KINDS };

/** Where a bundle is not what it says. */
export interface BundleFault extends Omit<Fault, 'kind'> {
  kind: BundleFaultKind;
  /** Number of the line, from 1, where the fault is one of the file rather than of a stream. */
  line?: number;
  cell?: string;
  /** Of a cell: as published, and as counted from the events. */
  published?: number;
  counted?: number;
}

export type Place = Omit<BundleFault, 'kind'>;

/** Adds a fault to those found. */
export type Tell = (kind: BundleFaultKind, place?: Place) => void;

/** Stream and revision of an event, where faults are named. */
export const placeOf = ({ stream, revision, position }: { stream: string; revision: number; position: number }) => ({
  stream,
  revision,
  position,
});
