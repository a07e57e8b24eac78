import { remedyFor, RESULT_CODES, type CaseState, type MadeDecision, type ResultCode } from '@app/disclosure';
import { basisText } from '../basis';
import { DECISION_WORDINGS } from '../decision-sentences';
import { need } from '../facts';
import { item, paragraph, type LetterPart } from '../letter';
import type { LetterKind } from '../letter-kinds';
import { LetterRefused } from '../letter-refused';
import type { Particulars } from '../particulars';
import { remedyParagraph } from '../remedy';
import { applicantOf, clause, opening, paragraphsOf, you } from '../wording';
import type { Template } from './template';

/** The letter that tells of each result: a lapse is no reply. */
export const LETTER_OF_RESULT: Record<ResultCode, LetterKind> = {
  granted: 'decision',
  partially_granted: 'decision',
  denied_state_secret: 'decision',
  denied_other_law: 'decision',
  denied_security_stability: 'decision',
  denied_third_party: 'decision',
  denied_internal_affairs: 'decision',
  denied_process_information: 'decision',
  denied_enforcement_file: 'decision',
  denied_administrative_query: 'decision',
  unable_not_held: 'decision',
  unable_needs_creation: 'decision',
  unable_still_unclear: 'decision',
  not_processed_petition: 'decision',
  not_processed_duplicate: 'decision',
  not_processed_publication: 'decision',
  not_processed_excessive: 'decision',
  not_processed_confirmation: 'decision',
  other_correction_lapsed: 'correction_lapse_notice',
  other_fee_lapsed: 'fee_lapse_notice',
  other_other: 'decision',
};

/** Receipt date, decision, basis, reasons, remedy, of the decision that holds. */
export const decision: Template = ({ state, particulars }) => {
  const made = state.decisions.findLast(({ revoked }) => !revoked);
  if (!made || (state.withdrawal && !made.dispatch)) {
    throw new LetterRefused('NOTHING_TO_TELL', 'resultCode', 'R-70');
  }
  if (LETTER_OF_RESULT[made.resultCode] !== 'decision') throw new LetterRefused('OTHER_LETTER', 'resultCode', 'R-70');
  const wording = DECISION_WORDINGS[made.resultCode];
  return {
    title: wording.title,
    docNo: need(made.docNo, 'docNo', 'R-70'),
    addressee: applicantOf(state),
    parts: [
      opening(state, 'R-70'),
      ...again(state, made),
      ...decided(state, made, particulars),
      ...reasons(made),
      ...remedy(made, particulars),
    ],
    on: need(made.decidedOn, 'decidedOn', 'R-70'),
  };
};

/** A new decision says that it takes the place of an earlier one. */
const AGAIN: Record<MadeDecision['kind'], ((former: string) => string) | undefined> = {
  decided: undefined,
  redecided: (former) => `本机关此前作出的答复${former}已被依法责令重新处理，现重新答复如下。`,
  self_corrected: (former) => `本机关决定自行改变此前作出的答复${former}，现重新答复如下。`,
};

function again({ decisions }: CaseState, { kind, replacesEventId }: MadeDecision): LetterPart[] {
  const docNo = decisions.find(({ eventId }) => eventId === replacesEventId)?.docNo;
  const text = AGAIN[kind]?.(docNo === undefined ? '' : `（${clause(docNo)}）`);
  return text === undefined ? [] : [paragraph(text)];
}

function decided(state: CaseState, made: MadeDecision, particulars: Particulars): LetterPart[] {
  const wording = DECISION_WORDINGS[made.resultCode];
  const basis = need(basisText([...wording.basis(made), ...made.legalBasis]), 'legalBasis', 'R-70');
  const { itemResults = [] } = made;
  return [
    paragraph(`经审查，依据${basis}的规定，现答复如下：${wording.sentence(you(state), made, particulars)}`),
    ...(Array.isArray(itemResults) ? itemResults : []).map((part) =>
      item(`${clause(part.item)}：${RESULT_CODES[part.resultCode].label.replace(/（.*）$/, '')}。`),
    ),
    ...access(made, particulars),
  ];
}

/** How what is granted is had: as told for this letter, else as the decision's reasons tell. */
function access(made: MadeDecision, { access: told }: Particulars): LetterPart[] {
  const { access: rule } = DECISION_WORDINGS[made.resultCode];
  if (told !== undefined) return [paragraph(`提供方式或者获取途径：${clause(told)}。`)];
  if (rule !== undefined) need(made.reasons, 'particulars.access', rule);
  return [];
}

/** All kinds except the full grant give reasons. */
function reasons({ resultCode, reasons: text }: MadeDecision): LetterPart[] {
  if (resultCode === 'granted') return text === null || text.trim() === '' ? [] : paragraphsOf(text);
  return [paragraph('理由如下：'), ...paragraphsOf(need(text, 'reasons', 'R-70'))];
}

/** The remedy of the law for this result and day; the given part of a partial grant has its own. */
function remedy({ resultCode, decidedOn, remedy: recorded }: MadeDecision, particulars: Particulars): LetterPart[] {
  const kind = remedyFor(resultCode, decidedOn);
  if (recorded !== kind) throw new LetterRefused('WRONG_REMEDY', 'remedy', 'R-84');
  const from = DECISION_WORDINGS[resultCode].title.endsWith('告知书') ? '本告知书' : '本答复书';
  if (resultCode !== 'partially_granted' || kind !== 'reconsideration_first') {
    return [remedyParagraph(kind, '如对本答复不服', from, particulars)];
  }
  return [
    remedyParagraph(kind, '如对本答复中不予公开的部分不服', from, particulars),
    remedyParagraph('either', '如对本答复的其他部分不服', from, particulars),
  ];
}
