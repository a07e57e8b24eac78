import type { CaseEvent, NewCaseEvent, ResultCode } from '@app/disclosure';
import { stateCouncilCalendar } from '@app/disclosure';
import {
  agencyConsulted,
  applicationWithdrawn,
  correctionLapsed,
  correctionNoticeDelivered,
  correctionReceived,
  correctionRequested,
  event,
  extensionApproved,
  extensionNotified,
  feeLapsed,
  feeNoticeDelivered,
  feeNoticeIssued,
  reasonsReceived,
  reasonsRequested,
  recorded,
  registered,
  replyDecided,
  thirdPartyConsulted,
  thirdPartyOpinion,
} from '../../disclosure/src/testing';
import { writeLetter, type LetterAsked, type LetterKind, type Particulars } from '@app/letters';

/** A history that calls for each kind of letter, in an invented office. */
export const CALLS_FOR: Record<LetterKind, { history: NewCaseEvent[]; particulars?: Particulars }> = {
  receipt: { history: [registered('2025-01-20')] },
  correction_notice: {
    history: [
      registered('2024-12-20'),
      correctionRequested('2024-12-27', {
        items: ['所需政府信息的名称', '获取信息的方式。'],
        docNo: '示例补〔2024〕3号',
      }),
    ],
  },
  extension_notice: {
    history: [registered('2025-01-20'), extensionApproved('2025-02-10', 10), extensionNotified('2025-02-11')],
  },
  third_party_consultation: { history: [registered('2025-03-03'), thirdPartyConsulted('2025-03-10')] },
  agency_consultation: { history: [registered('2025-03-03'), agencyConsulted('2025-03-10')] },
  consultation_notice: { history: [registered('2025-03-03'), thirdPartyConsulted('2025-03-10')] },
  reasons_request: {
    history: [registered('2025-03-03'), event('ReasonsRequested', { sentOn: '2025-03-05', dueOn: '2025-03-12' })],
  },
  deferral_notice: {
    history: [
      registered('2025-03-03'),
      reasonsRequested('2025-03-05'),
      reasonsReceived('2025-03-10'),
      event('ReplyDeferred', { newDueOn: '2025-05-30', notifiedOn: '2025-03-20', reason: '所涉档案数量较大' }),
    ],
  },
  fee_notice: {
    history: [registered('2025-04-21'), feeNoticeIssued('2025-05-08')],
    particulars: { payment: '凭本通知到示例银行缴入示例国库账户' },
  },
  decision: {
    history: [registered('2025-03-03'), replyDecided('2025-03-20', 'denied_third_party')],
    particulars: {
      authority: '示例市人民政府',
      court: '示例区人民法院',
      unitAddress: '示例路1号',
      unitContact: '000-0000',
    },
  },
  correction_lapse_notice: {
    history: [
      registered('2024-12-20'),
      correctionRequested('2024-12-27'),
      correctionNoticeDelivered('2024-12-30'),
      correctionLapsed('2025-01-15'),
    ],
  },
  fee_lapse_notice: {
    history: [
      registered('2025-04-21'),
      feeNoticeIssued('2025-05-08'),
      feeNoticeDelivered('2025-05-12'),
      feeLapsed('2025-06-11'),
    ],
  },
  withdrawal_confirmation: { history: [registered('2025-03-03'), applicationWithdrawn('2025-03-06')] },
  third_party_notice: {
    history: [
      registered('2025-03-03'),
      thirdPartyConsulted('2025-03-10'),
      thirdPartyOpinion('2025-03-20', 'object', { groundReasonable: true }),
      event('ThirdPartyNotified', { notifiedOn: '2025-04-02', content: '排放数据', reasons: '关系公众健康' }),
    ],
  },
};

/** A decision with that result, its history as its own rules ask. */
export function decisionHistory(code: ResultCode, decidedOn: string, receivedOn = decidedOn): NewCaseEvent[] {
  const before =
    code === 'unable_still_unclear' ? [correctionRequested(receivedOn), correctionReceived(receivedOn)] : [];
  return [
    registered(receivedOn),
    ...before,
    replyDecided(decidedOn, code, {
      legalBasis: ['《中华人民共和国示例法》第一条'],
      reasons: '示例理由一。\n示例理由二。',
    }),
  ];
}

/** What the library is asked, of an office called 示例市示例局. */
export function asked(
  kind: LetterKind,
  history: readonly NewCaseEvent[],
  more: Partial<LetterAsked> = {},
): LetterAsked {
  const events: CaseEvent[] = recorded(history);
  return { kind, history: events, unit: { name: '示例市示例局' }, calendarAt: () => stateCouncilCalendar, ...more };
}

export const written = (kind: LetterKind, history: readonly NewCaseEvent[], more: Partial<LetterAsked> = {}) =>
  writeLetter(asked(kind, history, more));
