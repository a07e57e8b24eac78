import { addDays, type CivilDate } from '../calendar/civil-date';
import { DEFAULT_CORRECTION_PERIOD_WD } from '../clocks/deadlines';
import type { CaseCommand } from '../case/commands';
import type { HypotheticalAct } from './what-if';

/** What a caseworker asks before acting; days left out are today. */
export interface AssumptionData {
  /** Agree on an extension and tell the applicant on that day. */
  extend: { extraWd: number; on?: CivilDate };
  /** Ask a third party; its opinion comes on a day, or so many calendar days after the letter, or is awaited. */
  consult: { on?: CivilDate; opinionOn?: CivilDate; opinionAfterDays?: number };
  /** Ask for a correction, served on `servedOn` (else at once); the corrected text comes on a day or is awaited. */
  correct: { on?: CivilDate; servedOn?: CivilDate; periodWd?: number; correctedOn?: CivilDate };
  /** Any command as it would be sent. */
  act: { command: CaseCommand; on?: CivilDate };
}

export type Assumption = {
  [K in keyof AssumptionData]: { what: K } & AssumptionData[K];
}[keyof AssumptionData];

const ACTS_OF: {
  [K in keyof AssumptionData]: (data: AssumptionData[K], today: CivilDate, index: number) => HypotheticalAct[];
} = {
  extend: ({ extraWd, on }, today) =>
    acts(
      { name: 'ApproveExtension', data: { extraWd, approvedBy: '-', approvedOn: on ?? today, reason: '-' } },
      { name: 'NotifyExtension', data: { notifiedOn: on ?? today } },
    ),
  consult: ({ on: sentOn, opinionOn, opinionAfterDays }, today, index) => {
    const sent = sentOn ?? today;
    const consultId = `what-if-${index}`;
    const answered = opinionOn ?? (opinionAfterDays === undefined ? undefined : addDays(sent, opinionAfterDays));
    return acts(
      { name: 'ConsultThirdParty', data: { consultId, thirdParty: consultId, interest: '-', sentOn: sent } },
      answered !== undefined && {
        name: 'RecordOpinion',
        data: { consultId, receivedOn: answered, opinion: 'agree' },
      },
    );
  },
  correct: ({ on, servedOn, periodWd = DEFAULT_CORRECTION_PERIOD_WD, correctedOn }, today) =>
    acts(
      { name: 'RequestCorrection', data: { sentOn: on ?? today, items: ['-'], periodWd } },
      { name: 'RecordCorrectionNoticeDelivery', data: { servedOn: servedOn ?? on ?? today } },
      correctedOn !== undefined && { name: 'ReceiveCorrection', data: { correctedOn } },
    ),
  act: ({ command, on }) => [{ command, on }],
};

function acts(...commands: (CaseCommand | false)[]): HypotheticalAct[] {
  return commands.flatMap((command) => (command === false ? [] : [{ command }]));
}

/** The acts that an assumption comes to; `index` tells several apart. */
export function actsOf(assumption: Assumption, today: CivilDate, index = 0): HypotheticalAct[] {
  return actsNamed(assumption.what, assumption, today, index);
}

function actsNamed<K extends keyof AssumptionData>(
  what: K,
  data: AssumptionData[K],
  today: CivilDate,
  index: number,
): HypotheticalAct[] {
  return ACTS_OF[what](data, today, index);
}
