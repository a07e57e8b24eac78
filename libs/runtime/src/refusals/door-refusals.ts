/** A refusal that is not the law's: of the log, the read models, the database or a file. */
export interface DoorRefusal {
  /** Rule, decision (D), failure mode (F) or rule of the doors (G) behind it; docs/decisions.md lists D, F and G. */
  rule: string;
  zh: string;
  en: string;
}

/**
 * What every door of the system can answer besides the refusals of the law (`REJECTIONS`). HTTP adds its status, the
 * command line its exit code; neither has sentences of its own for these.
 */
export const DOOR_REFUSALS = {
  E_UNIT_UNKNOWN: { rule: 'R-02', zh: '没有此单位', en: 'no such unit' },
  E_CASE_AMBIGUOUS: { rule: 'R-05', zh: '多个单位有此登记编号', en: 'several units have a case of that number' },
  E_BUSY_CASE: { rule: 'F8', zh: '案件正被他人修改，请重试', en: 'others kept changing the case, try again' },
  E_KEY_REUSED: {
    rule: 'D13',
    zh: '同一命令编号已用于不同的请求',
    en: 'this command id was used for another request',
  },
  E_UNSTORABLE: { rule: 'F10', zh: '内容无法原样保存', en: 'the content cannot be stored unchanged' },
  E_SUBJECT_ERASED: {
    rule: 'D9',
    zh: '该当事人的个人信息已被删除，不能再添加',
    en: 'the personal data of this subject were erased, none can be added',
  },
  E_UNDECIPHERABLE: {
    rule: 'D9',
    zh: '受保护内容无法解密，请核验日志',
    en: 'a protected field does not decrypt; verify the log',
  },
  E_MASTER_KEY: { rule: 'D9', zh: '主密钥缺失或不符', en: 'the master key is missing or not the one of this log' },
  E_SEAL_KEY: {
    rule: 'D10',
    zh: '没有可用的封签密钥（SEAL_KEY 或 SEAL_KEY_FILE）',
    en: 'there is no seal key to use (SEAL_KEY or SEAL_KEY_FILE)',
  },
  E_NO_LOG: { rule: 'F32', zh: '此数据库中没有日志', en: 'there is no log in this database' },
  E_LOG_BROKEN: {
    rule: 'F36',
    zh: '日志与其散列不符，不能封签，请核验',
    en: 'the log is not what was hashed and is not sealed; verify it',
  },
  E_SEAL_UNREADABLE: { rule: 'D10', zh: '不是封签，或已被改动', en: 'this is no seal, or it was changed' },
  E_PUBLIC_KEY: { rule: 'D10', zh: '不是 Ed25519 公钥', en: 'this is no Ed25519 public key' },
  E_LEDGER_FILE: { rule: 'L-15', zh: '台账文件无法读取', en: 'the ledger file cannot be read' },
  E_FILE_TOO_LARGE: { rule: 'L-17', zh: '文件超过上限', en: 'the file is over the limit' },
  E_LETTER: { rule: 'R-70', zh: '文书不能出具', en: 'the letter cannot be written' },
  E_MOMENT: { rule: 'A-44', zh: '案件没有这一时点', en: 'the case has no such moment' },
  E_BINDING: {
    rule: 'C-06',
    zh: '文字引用了年报没有的数据',
    en: 'the text refers to a number the report does not have',
  },
  E_BEHIND: { rule: 'F20', zh: '查询尚未跟上该位置，请稍后重试', en: 'the read side has not reached it yet' },
  E_REPORT_STOPPED: {
    rule: 'F15',
    zh: '统计投影已停止，年报暂不可用',
    en: 'a statutory projection has stopped, no report is made from it',
  },
  E_OTHER_LOG: {
    rule: 'F31',
    zh: '读模型不属于此日志，请运行 ledger rebuild',
    en: 'the read models were made from another log; run: ledger rebuild',
  },
  E_OTHER_PROJECTOR: {
    rule: 'F14',
    zh: '另一进程正在投影，请先停止',
    en: 'another process is projecting; stop the server first',
  },
  E_LOG_GAP: { rule: 'F1', zh: '日志缺少事件，请核验', en: 'the log lacks an event; verify it' },
  E_STORE_FAULT: { rule: 'F4', zh: '数据库拒绝了写入', en: 'the database refused the append' },
  E_DISK_FULL: {
    rule: 'F12',
    zh: '磁盘空间不足，暂不能写入；请腾出空间后重试',
    en: 'the disk is full; free some space and send it again',
  },
  E_UNAVAILABLE: { rule: 'F5', zh: '数据库暂时没有应答', en: 'the database did not answer' },
  E_KURRENTDB: {
    rule: 'D5',
    zh: 'KurrentDB 与其旁的数据库不能这样使用',
    en: 'KurrentDB and the database beside it cannot be used like this',
  },
  E_COPY: { rule: 'F35', zh: '日志不能这样复制', en: 'the log cannot be copied like this' },
  E_DATABASE: { rule: 'D12', zh: '无法打开数据库', en: 'the database cannot be opened' },
} as const satisfies Record<`E_${string}`, DoorRefusal>;

export type DoorRefusalCode = keyof typeof DOOR_REFUSALS;
