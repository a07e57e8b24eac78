import { DEFAULT_CORRECTION_PERIOD_WD } from '@app/disclosure';
import { need, told } from '../facts';
import { LetterRefused } from '../letter-refused';
import { item, paragraph } from '../letter';
import { remedyParagraph } from '../remedy';
import { applicantOf, clause, dateText, opening, REGULATION, you } from '../wording';
import type { Template } from './template';

/** What to correct, until when, and what follows otherwise: once, completely (R-20 to R-25). */
export const correctionNotice: Template = (facts) => {
  const { state } = facts;
  const {
    sentOn,
    items,
    dueOn,
    periodWd = DEFAULT_CORRECTION_PERIOD_WD,
    docNo,
  } = told(facts, 'CorrectionRequested', 'R-20').data;
  if (!Array.isArray(items) || items.length === 0) throw new LetterRefused('FACT_MISSING', 'items', 'R-20');
  const until = dueOn === undefined ? `自收到本告知书之日起${periodWd}个工作日内` : `于${dateText(dueOn)}前（含当日）`;
  return {
    title: '政府信息公开申请补正告知书',
    docNo,
    addressee: applicantOf(state),
    parts: [
      // The correction itself has not come yet.
      opening({ ...state, correction: undefined }, 'R-20'),
      paragraph(
        `经审查，${you(state)}的申请内容不明确或者不完整。依据${REGULATION}第二十九条、第三十条的规定，` +
          `现一次性告知${you(state)}需要补正的事项：`,
      ),
      ...items.map((text) => item(`${clause(need(text, 'items', 'R-20'))}。`)),
      paragraph(`请${you(state)}${until}，将补正后的申请提交本机关。`),
      paragraph(`${you(state)}无正当理由逾期不补正的，视为放弃申请，本机关不再处理该政府信息公开申请。`),
      paragraph('答复期限自本机关收到补正的申请之日起计算。'),
    ],
    on: need(sentOn, 'sentOn', 'R-20'),
  };
};

/** Deemed abandoned; what can be done against it (R-25, R-84). */
export const correctionLapse: Template = (facts) => {
  const { state, particulars } = facts;
  const { lapsedOn } = told(facts, 'CorrectionLapsed', 'R-25').data;
  const sentOn = need(state.correction?.sentOn, 'sentOn', 'R-25');
  const servedOn = state.correction?.servedOn;
  return {
    title: '政府信息公开申请不再处理告知书',
    addressee: applicantOf(state),
    parts: [
      opening({ ...state, correction: undefined }, 'R-70'),
      paragraph(
        `本机关于${dateText(sentOn)}向${you(state)}发出补正告知书` +
          `${servedOn ? `，${you(state)}于${dateText(servedOn)}收到` : ''}。补正期限届满，本机关未收到补正的申请，` +
          `${you(state)}也未说明正当理由。`,
      ),
      paragraph(
        `依据${REGULATION}第三十条的规定，视为${you(state)}放弃申请，本机关自${dateText(lapsedOn)}起不再处理该政府信息公开申请。`,
      ),
      remedyParagraph('either', '如对本决定不服', '本告知书', particulars),
    ],
    on: lapsedOn,
  };
};
