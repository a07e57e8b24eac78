import { FEE_PERIOD_WD, type CaseEventData, type FeeMethod } from '@app/disclosure';
import { need, told } from '../facts';
import { LetterRefused } from '../letter-refused';
import { item, paragraph } from '../letter';
import { remedyParagraph } from '../remedy';
import { applicantOf, clause, dateText, FEE_MEASURES, opening, REGULATION, you } from '../wording';
import type { Template } from './template';

type Tier = CaseEventData['FeeNoticeIssued']['tierBreakdown'][number];

const METHODS: Record<FeeMethod, { name: string; units: (units: number) => string; tier: (tier: Tier) => string }> = {
  per_page: {
    name: '按量计收',
    units: (units) => `本次申请所涉政府信息共${units}页`,
    tier: ({ from, to, units, priceYuan }) =>
      `第${from}页至第${to}页，共${units}页，${priceYuan === 0 ? '不收费' : `每页${priceYuan}元，计${units * priceYuan}元`}`,
  },
  per_piece: {
    name: '按件计收',
    units: (units) => `本次申请为同一申请人当月累计第${units}件`,
    tier: ({ from, to, units, priceYuan }) =>
      `${from === to ? `第${from}件` : `第${from}件至第${to}件，共${units}件`}，每件${priceYuan}元，计${units * priceYuan}元`,
  },
};

/** Basis, standard, amount, way to pay, period, and what follows (R-50 to R-58). */
export const feeNotice: Template = (facts) => {
  const { state, particulars } = facts;
  const { sentOn, method, units, tierBreakdown, amountYuan, docNo } = told(facts, 'FeeNoticeIssued', 'R-54').data;
  const { name, units: unitsText, tier } = METHODS[need(method, 'method', 'R-51')];
  if (tierBreakdown.length === 0) throw new LetterRefused('FACT_MISSING', 'tierBreakdown', 'R-54');
  return {
    title: '政府信息公开信息处理费收费通知',
    docNo,
    addressee: applicantOf(state),
    parts: [
      opening(state, 'R-54'),
      paragraph(
        `经审查，${you(state)}申请公开政府信息的数量、频次明显超过合理范围。` +
          `依据${REGULATION}第四十二条和${FEE_MEASURES}的规定，本机关决定收取信息处理费，${name}。` +
          `${unitsText(need(units, 'units', 'R-54'))}，收费标准及计算如下：`,
      ),
      ...tierBreakdown.map((part) => item(`${tier(part)}。`)),
      paragraph(`应缴信息处理费共计${amountYuan}元。`),
      paragraph(`缴费方式：${clause(need(particulars.payment, 'particulars.payment', 'R-54'))}。`),
      paragraph(
        `请${you(state)}自收到本通知的次日起${FEE_PERIOD_WD}个工作日内一次性足额缴纳。` +
          `逾期未缴纳的，视为放弃申请，本机关不再处理该政府信息公开申请。`,
      ),
      paragraph(`${you(state)}缴费完毕的，答复期限自缴费完毕次日起重新计算。`),
      paragraph(
        `对收费决定有异议的，不能单独就该决定申请行政复议或者提起行政诉讼；` +
          `${you(state)}可以在缴费期限届满后，对本机关不再处理申请的决定依法申请行政复议或者提起行政诉讼。`,
      ),
    ],
    on: need(sentOn, 'sentOn', 'R-54'),
  };
};

/** Not paid in time: deemed abandoned; this decision can be attacked (R-56, R-58). */
export const feeLapse: Template = (facts) => {
  const { state, particulars } = facts;
  const { lapsedOn } = told(facts, 'FeeLapsed', 'R-56').data;
  const fee = need(state.fee, 'fee', 'R-56');
  return {
    title: '政府信息公开申请不再处理告知书',
    addressee: applicantOf(state),
    parts: [
      opening(state, 'R-70'),
      paragraph(
        `本机关于${dateText(need(fee.sentOn, 'sentOn', 'R-56'))}向${you(state)}发出信息处理费收费通知，应缴${fee.amountYuan}元` +
          `${fee.servedOn ? `，${you(state)}于${dateText(fee.servedOn)}收到` : ''}。缴费期限届满，${you(state)}未按照通知足额缴纳。`,
      ),
      paragraph(
        `依据${FEE_MEASURES}第六条的规定，视为${you(state)}放弃申请，本机关自${dateText(lapsedOn)}起不再处理该政府信息公开申请。`,
      ),
      remedyParagraph('either', '如对本决定不服', '本告知书', particulars),
    ],
    on: lapsedOn,
  };
};
