import { clocksOf } from '@app/disclosure';
import { need, told } from '../facts';
import { LetterRefused } from '../letter-refused';
import { paragraph } from '../letter';
import { applicantOf, clause, dateText, opening, REGULATION, you } from '../wording';
import { provisionalNote } from './receipt';
import type { Template } from './template';

/** By how long and to which day, agreed by the head of the disclosure office (R-31). */
export const extensionNotice: Template = (facts) => {
  const { state, history, calendar } = facts;
  const { notifiedOn, docNo } = told(facts, 'ExtensionNotified', 'R-31').data;
  const again = state.status === 'REDECIDING';
  const extension = again ? state.redecision?.extension : state.epochs.at(-1)?.extension;
  if (!extension) throw new LetterRefused('FACT_MISSING', 'extraWd', 'R-31');
  const clock = clocksOf(state, calendar, notifiedOn).findLast(({ id }) => id === (again ? 'C11' : 'C3'));
  const { dueOn, provisional } = need(clock, 'dueOn', 'R-31');
  const approval = history.find(({ id }) => id === extension.approvalEventId);
  const reason = approval?.type === 'ExtensionApproved' ? clause(approval.data.reason) : '';
  const asking = state.consultations.some(({ outcome }) => outcome === undefined);
  return {
    title: '延长政府信息公开申请答复期限告知书',
    docNo,
    addressee: applicantOf(state),
    parts: [
      opening(state, 'R-31'),
      paragraph(
        `${reason === '' ? '' : `因${reason}，`}本机关不能在原答复期限内答复。依据${REGULATION}第三十三条第二款的规定，` +
          `经本机关政府信息公开工作机构负责人同意，答复期限延长${extension.extraWd}个工作日，` +
          `至${dateText(dueOn)}届满${provisionalNote(provisional)}。`,
      ),
      ...(asking
        ? [paragraph('本机关正在就该申请征求意见，征求意见所需时间不计算在答复期限内，届满日相应顺延。')]
        : []),
      paragraph(`特此告知${you(state)}。`),
    ],
    on: notifiedOn,
  };
};

/** Why the number needs reasons; the reply clock goes on (R-40, R-33). */
export const reasonsRequest: Template = (facts) => {
  const { state } = facts;
  const { sentOn, dueOn } = told(facts, 'ReasonsRequested', 'R-40').data;
  return {
    title: '政府信息公开申请说明理由通知书',
    addressee: applicantOf(state),
    parts: [
      opening(state, 'R-40'),
      paragraph(
        `经审查，${you(state)}申请公开政府信息的数量、频次明显超过合理范围。依据${REGULATION}第三十五条的规定，` +
          `请${you(state)}${dueOn === undefined ? '收到本通知书后' : `于${dateText(dueOn)}前（含当日）`}向本机关书面说明理由。`,
      ),
      paragraph(
        `${you(state)}所述理由不合理的，本机关对该申请不予处理；理由合理但本机关无法在规定期限内答复的，` +
          '本机关可以确定延迟答复的合理期限并另行告知。',
      ),
      paragraph('说明理由期间，答复期限继续计算。'),
    ],
    on: need(sentOn, 'sentOn', 'R-40'),
  };
};

/** A later day, and why (R-40). */
export const deferralNotice: Template = (facts) => {
  const { state } = facts;
  const { newDueOn, notifiedOn, reason } = told(facts, 'ReplyDeferred', 'R-40').data;
  const received = need(state.reasons?.receivedOn, 'reasons', 'R-40');
  return {
    title: '政府信息公开申请延迟答复告知书',
    addressee: applicantOf(state),
    parts: [
      opening(state, 'R-40'),
      paragraph(
        `本机关于${dateText(received)}收到${you(state)}对申请数量、频次所作的说明。经审查，所述理由合理，` +
          `但因${clause(need(reason, 'reason', 'R-40'))}，本机关无法在规定的期限内答复。`,
      ),
      paragraph(
        `依据${REGULATION}第三十五条的规定，本机关决定延迟答复，于${dateText(newDueOn)}前（含当日）答复${you(state)}。`,
      ),
    ],
    on: notifiedOn,
  };
};
