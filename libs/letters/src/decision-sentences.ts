import type { MadeDecision, ResultCode } from '@app/disclosure';
import { clause, inline } from './wording';
import type { Particulars } from './particulars';

interface DecisionWording {
  title: '政府信息公开申请答复书' | '政府信息公开申请不予处理告知书';
  /** What is decided; follows 本机关决定： or stands alone. `you`: 你 or 你单位. */
  sentence(you: string, decision: MadeDecision, particulars: Particulars): string;
  /** Articles that carry the result beside those the decision names; none where only its sub-code tells which. */
  basis(decision: MadeDecision): readonly string[];
  /** The letter must say how the information is had (R-71, R-72). */
  access?: string;
}

const REPLY = '政府信息公开申请答复书';
const REFUSED = '政府信息公开申请不予处理告知书';

const GRANTED: Record<string, { sentence: string; basis: string }> = {
  already_public: {
    sentence: 'YOU申请公开的政府信息已经主动公开，现将获取该政府信息的方式、途径告知如下。',
    basis: 'Reg.36(1)',
  },
  provided: { sentence: 'YOU申请公开的政府信息可以公开，本机关决定予以公开。', basis: 'Reg.36(2)' },
};

const denied =
  (ground: string) =>
  (you: string): string =>
    `${you}申请公开的政府信息${ground}，本机关决定不予公开。`;

const always =
  (...basis: string[]) =>
  () =>
    basis;

/** The sentence of each of the 21 results, its basis, and the name of the document (R-71 to R-80). */
export const DECISION_WORDINGS: Record<ResultCode, DecisionWording> = {
  granted: {
    title: REPLY,
    sentence: (you, { subCode }) => (GRANTED[subCode ?? ''] ?? GRANTED['provided']!).sentence.replace('YOU', you),
    basis: ({ subCode }) => [GRANTED[subCode ?? '']?.basis ?? 'Reg.36'],
    access: 'R-71, R-72',
  },
  partially_granted: {
    title: REPLY,
    sentence: (you) =>
      `${you}申请公开的政府信息中含有不应当公开或者不属于政府信息的内容，但是能够作区分处理，` +
      '本机关决定公开其中可以公开的部分，其余部分不予公开。',
    basis: always('Reg.37'),
  },
  denied_state_secret: { title: REPLY, sentence: denied('属于依法确定的国家秘密'), basis: always('Reg.14') },
  denied_other_law: {
    title: REPLY,
    sentence: denied('属于法律、行政法规禁止公开的政府信息'),
    basis: always('Reg.14'),
  },
  denied_security_stability: {
    title: REPLY,
    sentence: denied('公开后可能危及国家安全、公共安全、经济安全、社会稳定'),
    basis: always('Reg.14'),
  },
  denied_third_party: {
    title: REPLY,
    sentence: denied('公开后会损害第三方的合法权益'),
    basis: always('Reg.15', 'Reg.32'),
  },
  denied_internal_affairs: {
    title: REPLY,
    sentence: denied('属于本机关人事管理、后勤管理、内部工作流程等方面的内部事务信息'),
    basis: always('Reg.16(1)'),
  },
  denied_process_information: {
    title: REPLY,
    sentence: denied('属于履行行政管理职能过程中形成的讨论记录、过程稿、磋商信函、请示报告等过程性信息'),
    basis: always('Reg.16(2)'),
  },
  denied_enforcement_file: { title: REPLY, sentence: denied('属于行政执法案卷信息'), basis: always('Reg.16(2)') },
  denied_administrative_query: {
    title: REPLY,
    sentence: (you) =>
      `${you}申请公开的信息属于登记资料查询事项，有关法律、行政法规对其获取有专门规定，请${you}依照该规定办理查询。`,
    basis: always('Reg.36(7)'),
  },
  unable_not_held: {
    title: REPLY,
    sentence: (you, { subCode, responsibleAgency }) => {
      if (subCode === 'does_not_exist') return `经检索，本机关没有${you}申请公开的政府信息，该政府信息不存在。`;
      const named = responsibleAgency?.trim() ? `${you}可以向${clause(responsibleAgency)}提出申请。` : '';
      return subCode === 'other_agency'
        ? `${you}申请公开的政府信息不属于本机关负责公开。${named}`
        : `本机关不掌握${you}申请公开的政府信息，无法提供。${named}`;
    },
    basis: ({ subCode }) =>
      subCode === 'does_not_exist' ? ['Reg.36(4)'] : subCode === 'other_agency' ? ['Reg.36(5)'] : ['Reg.36'],
  },
  unable_needs_creation: {
    title: REPLY,
    sentence: (you) =>
      `${you}申请公开的内容没有现成的政府信息，需要本机关对现有政府信息进行加工、分析，本机关不予提供。`,
    basis: always('Reg.38'),
  },
  unable_still_unclear: {
    title: REPLY,
    sentence: (you) => `${you}的申请经补正后内容仍不明确，本机关无法据此提供政府信息。`,
    basis: always('Reg.30', 'Reg.36'),
  },
  not_processed_petition: {
    title: REFUSED,
    sentence: (you) =>
      `${you}以政府信息公开申请的形式进行信访、投诉、举报等活动，本机关不作为政府信息公开申请处理，` +
      `${you}可以通过相应渠道提出。`,
    basis: always('Reg.39(1)'),
  },
  not_processed_duplicate: {
    title: REFUSED,
    sentence: (you, _decision, { priorReply }) =>
      `本机关此前已就${you}申请公开的同一政府信息作出答复${priorReply ? `（${inline(priorReply)}）` : ''}，` +
      '对本次申请不予重复处理。',
    basis: always('Reg.36(6)'),
  },
  not_processed_publication: {
    title: REFUSED,
    sentence: (you) =>
      `${you}要求提供的是报刊、书籍等公开出版物，不作为政府信息公开申请处理，${you}可以通过出版、发行等渠道获取。`,
    basis: always('Reg.39(2)'),
  },
  not_processed_excessive: {
    title: REFUSED,
    sentence: (you) =>
      `${you}申请公开政府信息的数量、频次明显超过合理范围，经本机关要求说明理由，未能说明合理理由，` +
      '本机关对该申请不予处理。',
    basis: always('Reg.35'),
  },
  not_processed_confirmation: {
    title: REFUSED,
    sentence: (you) => `${you}要求本机关对已经获取的政府信息进行确认或者重新出具，本机关不予处理。`,
    basis: always(),
  },
  other_correction_lapsed: {
    title: REFUSED,
    sentence: (you) => `${you}无正当理由逾期不补正，视为放弃申请，本机关不再处理该政府信息公开申请。`,
    basis: always('Reg.30'),
  },
  other_fee_lapsed: {
    title: REFUSED,
    sentence: (you) => `${you}逾期未按照收费通知缴纳信息处理费，视为放弃申请，本机关不再处理该政府信息公开申请。`,
    basis: always('Fee.6'),
  },
  other_other: {
    title: REPLY,
    sentence: (you, { subCode }) =>
      subCode === 'not_government_information'
        ? `${you}申请公开的内容不属于政府信息，本机关不予提供。`
        : `本机关对${you}的政府信息公开申请作出处理，具体处理及理由如下。`,
    basis: always(),
  },
};
