/** Why a letter is not written. */
export type LetterRefusal =
  | 'NOTHING_TO_TELL'
  | 'FACT_MISSING'
  | 'OTHER_LETTER'
  | 'WRONG_REMEDY'
  | 'NO_SUCH_VERSION'
  | 'OTHER_ACT'
  | 'OTHER_TEXT'
  | 'PERSON_ERASED';

export const LETTER_REFUSALS: Record<LetterRefusal, { zh: string; en: string }> = {
  NOTHING_TO_TELL: { zh: '案件中没有此文书所告知的事项', en: 'nothing in the case calls for this letter' },
  FACT_MISSING: { zh: '缺少文书必须载明的内容', en: 'a fact the letter has to state is missing' },
  OTHER_LETTER: { zh: '此结果另有文书', en: 'this result has a letter of its own' },
  WRONG_REMEDY: { zh: '记录的救济途径与法律规定不符', en: 'the remedy recorded is not the one of the law' },
  PERSON_ERASED: {
    zh: '当事人的个人信息已删除，此文书不能再出具',
    en: 'the person was erased; the letter can no longer be written',
  },
  NO_SUCH_VERSION: { zh: '没有此模板版本', en: 'the template has no such version' },
  OTHER_ACT: { zh: '该文书不随此事项发出', en: 'this letter is not sent with this act' },
  OTHER_TEXT: {
    zh: '散列与案件所生成的正文不符，请重新草拟',
    en: 'the hash is not that of the text the case gives; draft the letter again',
  },
};

/** A letter is whole or it is not written: the place that stops it, and the rule that asks for it. */
export class LetterRefused extends Error {
  override readonly name = 'LetterRefused';
  constructor(
    readonly reason: LetterRefusal,
    /** Field of the case, of the act, or of the particulars. */
    readonly place: string,
    readonly rule: string,
  ) {
    super(`${LETTER_REFUSALS[reason].en}: ${place} (${rule})`);
  }
}
