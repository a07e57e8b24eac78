import { told } from '../facts';
import { paragraph } from '../letter';
import { applicantOf, dateText, matterOf, opening, you } from '../wording';
import type { Template } from './template';

/** The case ends at the applicant's will; there is nothing to attack. */
export const withdrawalConfirmation: Template = (facts) => {
  const { state } = facts;
  const { withdrawnOn } = told(facts, 'ApplicationWithdrawn', 'R-90').data;
  return {
    title: '撤回政府信息公开申请确认书',
    addressee: applicantOf(state),
    parts: [
      state.receivedOn === null
        ? paragraph(
            `本机关于${dateText(state.arrivedOn)}接到${you(state)}提出的政府信息公开申请（登记编号：${state.caseNo}），申请公开${matterOf(state)}，收到之日尚未确认。`,
          )
        : opening(state, 'R-90'),
      paragraph(
        `${you(state)}于${dateText(withdrawnOn)}向本机关提出撤回上述申请。本机关予以确认，` +
          '自该日起终止办理，不再就该申请作出答复。',
      ),
      paragraph(`撤回申请不影响${you(state)}以后依法提出政府信息公开申请。`),
    ],
    on: withdrawnOn,
  };
};
