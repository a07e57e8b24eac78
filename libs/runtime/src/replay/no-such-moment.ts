export type MomentFault = 'BEFORE_THE_CASE' | 'NOT_YET' | 'NO_REVISION' | 'BACKWARDS';

export const MOMENT_FAULTS: Record<MomentFault, { zh: string; en: string }> = {
  BEFORE_THE_CASE: { zh: '当时尚无此案件', en: 'the case had no event by then' },
  NOT_YET: { zh: '日志尚未到达该位置', en: 'the log has not reached that position yet' },
  NO_REVISION: { zh: '案件没有这一版次', en: 'the case has no such revision' },
  BACKWARDS: { zh: '后一时点早于前一时点', en: 'the second moment lies before the first' },
};

/** A moment that a case cannot be looked at from. */
export class NoSuchMoment extends Error {
  override readonly name = 'NoSuchMoment';
  constructor(
    readonly fault: MomentFault,
    readonly detail: Record<string, number> = {},
  ) {
    super(MOMENT_FAULTS[fault].en);
  }
}
