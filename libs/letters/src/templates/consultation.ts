import type { CaseState, Consultation } from '@app/disclosure';
import { need, told } from '../facts';
import { paragraph } from '../letter';
import { LetterRefused } from '../letter-refused';
import { remedyParagraph } from '../remedy';
import { applicantOf, clause, dateText, inline, matterOf, opening, paragraphsOf, REGULATION, you } from '../wording';
import type { Template } from './template';

/** The working days a consulted party has, as the case counts them (R-45, R-47). */
function periodOf({ consultations }: CaseState, consultId: string): number {
  const asked = consultations.find((consultation) => consultation.consultId === consultId);
  return need(asked?.periodWd, 'consultId', 'R-45');
}

/** The applicant is not named: it is no matter of the third party's who asks (R-45, R-46). */
export const thirdPartyConsultation: Template = (facts) => {
  const { state } = facts;
  const { consultId, thirdParty, interest, sentOn, docNo } = told(facts, 'ThirdPartyConsulted', 'R-45').data;
  return {
    title: '政府信息公开征求第三方意见书',
    docNo,
    addressee: inline(need(thirdParty, 'thirdParty', 'R-45')),
    parts: [
      paragraph(`本机关收到政府信息公开申请（登记编号：${state.caseNo}），申请公开${matterOf(state)}。`),
      paragraph(
        `经审查，所申请的政府信息涉及你方的${clause(need(interest, 'interest', 'R-45'))}，公开后可能损害你方的合法权益。` +
          `依据${REGULATION}第十五条、第三十二条的规定，现书面征求你方意见。`,
      ),
      paragraph(
        `请你方自收到本意见书之日起${periodOf(state, consultId)}个工作日内，书面向本机关提出是否同意公开的意见；` +
          '不同意公开或者只同意部分公开的，请说明理由和具体范围。',
      ),
      paragraph('你方逾期未提出意见的，由本机关依照上述条例的规定决定是否公开。'),
      paragraph(
        '你方不同意公开且有合理理由的，本机关不予公开；但是不公开可能对公共利益造成重大影响的，' +
          '本机关可以决定予以公开，并将决定公开的内容和理由书面告知你方。',
      ),
    ],
    on: need(sentOn, 'sentOn', 'R-45'),
  };
};

/** A co-maker's silence is consent; another agency's is not (R-47). */
export const agencyConsultation: Template = (facts) => {
  const { state } = facts;
  const { consultId, otherAgency, jointMaker, sentOn, docNo } = told(facts, 'AgencyConsulted', 'R-47').data;
  const days = periodOf(state, consultId);
  const [ground, basis, silence] = jointMaker
    ? ['所申请的政府信息由贵单位与本机关共同制作', '第三十四条', '逾期未提出意见的，视为同意公开。']
    : ['所申请的政府信息涉及贵单位', '第十一条、第三十三条第三款', '逾期未提出意见的，本机关依法作出决定。'];
  return {
    title: '政府信息公开征求意见函',
    docNo,
    addressee: inline(need(otherAgency, 'otherAgency', 'R-47')),
    parts: [
      paragraph(`本机关收到政府信息公开申请（登记编号：${state.caseNo}），申请公开${matterOf(state)}。`),
      paragraph(`经审查，${ground}。依据${REGULATION}${basis}的规定，现征求贵单位意见。`),
      paragraph(
        `请贵单位自收到本函之日起${days}个工作日内，书面向本机关提出是否同意公开的意见；不同意公开的，请说明理由和依据。${silence}`,
      ),
    ],
    on: need(sentOn, 'sentOn', 'R-47'),
  };
};

/** The third party is not named to the applicant (R-49, R-33). */
export const consultationNotice: Template = (facts) => {
  const { state } = facts;
  const { sentOn } = told(facts, 'ThirdPartyConsulted', 'R-49').data;
  const on = need(sentOn, 'sentOn', 'R-49');
  return {
    title: '政府信息公开申请征求第三方意见告知书',
    addressee: applicantOf(state),
    parts: [
      opening(state, 'R-49'),
      paragraph(
        `经审查，${you(state)}申请公开的政府信息涉及第三方的合法权益。依据${REGULATION}第三十二条的规定，` +
          `本机关已于${dateText(on)}书面征求第三方意见。`,
      ),
      paragraph(
        '依据上述条例第三十三条第三款的规定，征求第三方意见所需时间不计算在答复期限内。' +
          `征求意见结束后，本机关将依法答复${you(state)}。`,
      ),
    ],
    on,
  };
};

/** What is disclosed against an objection, why, and what the third party can do about it (R-46, R-84). */
export const thirdPartyNotice: Template = (facts) => {
  const { state, particulars } = facts;
  const { notifiedOn, content, reasons } = told(facts, 'ThirdPartyNotified', 'R-46').data;
  const party = objecting(state, particulars.consultId);
  return {
    title: '政府信息公开决定告知书',
    addressee: inline(need(party.party, 'thirdParty', 'R-46')),
    parts: [
      paragraph(
        `本机关就政府信息公开申请（登记编号：${state.caseNo}）` +
          `${party.sentOn === null ? '' : `于${dateText(party.sentOn)}`}征求你方意见，你方未同意全部公开。`,
      ),
      paragraph(
        `经审查，本机关认为不公开可能对公共利益造成重大影响。依据${REGULATION}第三十二条的规定，本机关决定予以公开，现将决定公开的内容和理由告知如下。`,
      ),
      paragraph('决定公开的内容：'),
      ...paragraphsOf(need(content, 'content', 'R-46')),
      paragraph('决定公开的理由：'),
      ...paragraphsOf(need(reasons, 'reasons', 'R-46')),
      remedyParagraph('either', '如对本决定不服', '本告知书', particulars),
    ],
    on: notifiedOn,
  };
};

/** The third party that is told: the one that objected, or the one that is named where several did. */
function objecting({ consultations }: CaseState, consultId?: string): Consultation {
  const objections = consultations.filter(
    ({ kind, outcome, consultId: id }) =>
      kind === 'third_party' &&
      (outcome?.opinion === 'object' || outcome?.opinion === 'partly') &&
      (consultId === undefined || consultId === id),
  );
  if (objections.length !== 1) throw new LetterRefused('FACT_MISSING', 'particulars.consultId', 'R-46');
  return objections[0]!;
}
