import type { LogReport } from '@app/evidence';

/** Where the public keys came from that the seals were checked with. */
export type Believed = 'given' | 'beside_the_log' | 'first_seal';

/** What a verification of a log could leave unchecked. */
export type UncheckedCode = 'NO_SEAL' | 'UNSEALED_TAIL' | 'KEY_NOT_GIVEN' | 'NO_DEPOSIT' | 'DATA_KEYS_NOT_READ';

export interface Unchecked {
  code: UncheckedCode;
  zh: string;
  en: string;
}

interface Leaving {
  zh: string;
  en: string;
  holds: (report: LogReport, believed: Believed) => boolean;
}

/** The one table of what was not checked, and why (`docs/evidence.md`). */
const LEAVING: Record<UncheckedCode, Leaving> = {
  NO_SEAL: {
    zh: '没有封签：数据库所有者可以重算整条散列链',
    en: 'no seal: whoever owns the database could have computed the chain anew',
    holds: ({ seals }) => seals === 0,
  },
  UNSEALED_TAIL: {
    zh: '最后一次封签之后的事件只有散列链',
    en: 'what came after the last seal is only chained',
    // The event of the last seal always lies after its own range.
    holds: ({ seals, sealedTo, head }) => seals > 0 && head.position > sealedTo + 1,
  },
  KEY_NOT_GIVEN: {
    zh: '未另行给出公钥：信了日志旁或首个封签中的公钥',
    en: 'no public key was given: the one beside the log, or in the first seal, was believed',
    holds: ({ seals }, believed) => seals > 0 && believed !== 'given',
  },
  NO_DEPOSIT: {
    zh: '未给出另行留存的封签：截断、回退到旧备份、以本机密钥重封都无从发现',
    en: 'no deposited seal was given: a cut tail, an older backup or a log sealed anew with its own key would not be seen',
    holds: ({ depositsChecked }) => depositsChecked === 0,
  },
  DATA_KEYS_NOT_READ: {
    zh: '当前账户不能读取 log.data_keys：未核对数据密钥',
    en: 'this account may not read log.data_keys: whether the keys of personal data are there was not checked',
    holds: ({ keysChecked }) => !keysChecked,
  },
};

/** What this answer does not stand on, each with its reason. */
export function uncheckedIn(report: LogReport, believed: Believed): Unchecked[] {
  return (Object.keys(LEAVING) as UncheckedCode[])
    .filter((code) => LEAVING[code].holds(report, believed))
    .map((code) => ({ code, zh: LEAVING[code].zh, en: LEAVING[code].en }));
}
