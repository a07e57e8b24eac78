/** What can be wrong with a log, its seals, the seals that were deposited, and the keys beside it. */
export type FaultKind =
  | 'POSITION_GAP'
  | 'POSITION_ORDER'
  | 'REVISION_ORDER'
  | 'TIME_BACKWARDS'
  | 'HASH_MISMATCH'
  | 'EVENT_ID_REPEATED'
  | 'COMMAND_ID'
  | 'TAIL_MISSING'
  | 'HEAD_BEHIND'
  | 'HEAD_MISMATCH'
  | 'SEAL_UNREADABLE'
  | 'SEAL_MISPLACED'
  | 'SEAL_STORE'
  | 'SEAL_NUMBER'
  | 'SEAL_RANGE'
  | 'SEAL_PREVIOUS'
  | 'SEAL_ROOT'
  | 'SEAL_HEAD'
  | 'SEAL_KEY'
  | 'SEAL_SIGNATURE'
  | 'DEPOSIT_STORE'
  | 'DEPOSIT_KEY'
  | 'DEPOSIT_SIGNATURE'
  | 'DEPOSIT_BEYOND'
  | 'DEPOSIT_MISSING'
  | 'DEPOSIT_DIFFERS'
  | 'DEPOSIT_ROOT'
  | 'DEPOSIT_HEAD'
  | 'KEY_MISSING'
  | 'KEY_DESTROYED'
  | 'KEY_CAME_BACK';

export interface FaultMeaning {
  zh: string;
  en: string;
  /** What an auditor may conclude from it. */
  means: string;
}

/** The one table of faults: what is said, and what it means. `docs/evidence.md` is rendered from it. */
export const FAULT_KINDS: Record<FaultKind, FaultMeaning> = {
  POSITION_GAP: {
    zh: '此事件之前缺少事件',
    en: 'events are missing before this one',
    means: 'Positions have no holes: rows were deleted.',
  },
  POSITION_ORDER: {
    zh: '此位置此前已有事件',
    en: 'an event stands where another one stood, or before the first',
    means: 'A row was put in or moved.',
  },
  REVISION_ORDER: {
    zh: '此流的版本号不连续',
    en: 'the revisions of the stream do not go on by one',
    means: 'An event of this case or unit was deleted, put in, moved or taken from another stream.',
  },
  TIME_BACKWARDS: {
    zh: '记录时刻早于前一事件',
    en: 'recorded before the event in front of it',
    means: 'The store never lets the clock go back: an instant was changed, or events were exchanged.',
  },
  HASH_MISMATCH: {
    zh: '内容、抬头或前一散列与所记散列不符',
    en: 'content, header or the hash before it are not what was hashed',
    means: 'Something about this event, or the stored hash of it or of the one before, was changed.',
  },
  EVENT_ID_REPEATED: {
    zh: '事件编号重复',
    en: 'the event id stood before',
    means: 'An event was copied; the unique constraint was taken away for it.',
  },
  COMMAND_ID: {
    zh: '事件编号不是由其命令编号推出',
    en: 'the event id does not follow from the command id beside it',
    means: 'The column by which a repeated command is recognised was changed. The event itself is what its hash says.',
  },
  TAIL_MISSING: {
    zh: '日志在所记末端之前中断',
    en: 'the log ends before its recorded head',
    means: 'The last events were deleted, and the head row was left as it was.',
  },
  HEAD_BEHIND: {
    zh: '所记末端之后仍有事件',
    en: 'there are events after the recorded head',
    means: 'Rows were put in past the store, or the head row was set back.',
  },
  HEAD_MISMATCH: {
    zh: '末端散列与所记不符',
    en: 'the last hash is not the recorded head',
    means: 'The head row or the last stored hash was changed.',
  },
  SEAL_UNREADABLE: {
    zh: '封签无法读取',
    en: 'the seal cannot be read',
    means: 'What stands in the stream of seals is no seal text with a signature.',
  },
  SEAL_MISPLACED: {
    zh: '封签不在封签流，或封签流中有其他事件',
    en: 'a seal outside the stream of seals, or another event in it',
    means: 'An event was given another stream or type.',
  },
  SEAL_STORE: {
    zh: '封签属于另一日志',
    en: 'the seal is of another log',
    means: 'The store id was changed, or a seal was brought in from another log.',
  },
  SEAL_NUMBER: {
    zh: '封签编号不连续',
    en: 'the numbers of the seals do not go on by one',
    means: 'A seal was deleted or put in.',
  },
  SEAL_RANGE: {
    zh: '封签范围不与前一封签相接，或含其自身之后的位置',
    en: 'the range does not begin where the seal before ended, or reaches past the seal',
    means: 'A seal was deleted, put in or rewritten.',
  },
  SEAL_PREVIOUS: {
    zh: '封签所指的前一封签不符',
    en: 'the seal before is not the one that it names',
    means: 'The seal before was replaced or deleted.',
  },
  SEAL_ROOT: {
    zh: '封签范围内的事件与封签不符',
    en: 'the events of the range are not those that were sealed',
    means: 'At least one event of these positions was changed, deleted, put in or moved after sealing.',
  },
  SEAL_HEAD: {
    zh: '封签处的散列链与封签不符',
    en: 'the chain at the end of the range is not the one that was sealed',
    means: 'Something at or before the end of the range was changed and the chain computed anew.',
  },
  SEAL_KEY: {
    zh: '封签密钥不在所信密钥之列',
    en: 'the seal was signed by a key that is not trusted',
    means: 'Somebody else sealed, or the key was changed and the old public key was not given.',
  },
  SEAL_SIGNATURE: {
    zh: '封签签名无效',
    en: 'the signature of the seal does not hold',
    means: 'The text of the seal was changed, or it was never signed by this key.',
  },
  DEPOSIT_STORE: {
    zh: '留存封签属于另一日志',
    en: 'the deposited seal is of another log',
    means: 'The wrong deposit was given, or the log was set up anew under another id.',
  },
  DEPOSIT_KEY: {
    zh: '留存封签的密钥不在所信密钥之列',
    en: 'the deposited seal was signed by a key that is not trusted',
    means: 'The deposit is not ours, or the public key it needs was not given.',
  },
  DEPOSIT_SIGNATURE: {
    zh: '留存封签签名无效',
    en: 'the signature of the deposited seal does not hold',
    means: 'The deposited copy was changed.',
  },
  DEPOSIT_BEYOND: {
    zh: '日志在留存封签所封位置之前结束',
    en: 'the log ends before the positions that the deposited seal covers',
    means: 'Events were lost: deleted at the end, or gone with an older backup. From, to and number are given.',
  },
  DEPOSIT_MISSING: {
    zh: '日志中没有留存的这一封签',
    en: 'the log has no seal of this number',
    means: 'The event of the seal was deleted, or lost with an older backup.',
  },
  DEPOSIT_DIFFERS: {
    zh: '日志中同号封签与留存不同',
    en: 'the seal of this number in the log is another one',
    means: 'The log was rewritten and sealed anew after the deposit.',
  },
  DEPOSIT_ROOT: {
    zh: '留存封签范围内的事件与留存不符',
    en: 'the events of the range are not those of the deposited seal',
    means: 'At least one event of these positions was changed, deleted, put in or moved after the deposit.',
  },
  DEPOSIT_HEAD: {
    zh: '散列链与留存封签不符',
    en: 'the chain at the end of the range is not the one of the deposited seal',
    means: 'Something at or before the end of the range was changed and the chain computed anew.',
  },
  KEY_MISSING: {
    zh: '受保护内容的密钥不存在',
    en: 'the data key of protected content is not there',
    means: 'A row of data keys was deleted or changed; the content stays as it was, but nobody can read it.',
  },
  KEY_DESTROYED: {
    zh: '密钥已销毁，日志中没有相应的删除记录',
    en: 'the data key was destroyed, and the log tells of no erasure',
    means: 'Personal content was made unreadable outside the act of erasure.',
  },
  KEY_CAME_BACK: {
    zh: '日志已记录删除，密钥却仍在',
    en: 'the log tells of an erasure, and the data key is there',
    means: 'An older table of keys was put back. The service destroys the key again at its next start (F33).',
  },
};
