import { clocksOf } from '@app/disclosure';
import { need } from '../facts';
import { paragraph } from '../letter';
import { applicantOf, dateText, opening, REGULATION, you } from '../wording';
import type { Template } from './template';

/** Received, under which number, and until when the office replies. */
export const receipt: Template = ({ state, calendar }) => {
  const on = need(state.receivedOn, 'receivedOn', 'R-18');
  const reply = need(
    clocksOf(state, calendar, on).find(({ id }) => id === 'C3'),
    'receivedOn',
    'R-30',
  );
  return {
    title: '政府信息公开申请登记回执',
    addressee: applicantOf(state),
    parts: [
      opening(state, 'R-18'),
      paragraph(
        `依据${REGULATION}第三十三条的规定，本机关自收到申请之日起二十个工作日内予以答复，` +
          `答复期限至${dateText(reply.dueOn)}届满${provisionalNote(reply.provisional)}。`,
      ),
      paragraph(
        `需要${you(state)}补正申请、依法延长答复期限、征求第三方或者其他机关意见、收取信息处理费的，` +
          '本机关将依法另行告知，答复期限依法相应计算。',
      ),
    ],
    on,
  };
};

/** A day counted in a year whose schedule is not published yet. */
export const provisionalNote = (provisional: boolean): string =>
  provisional ? '（该年度节假日安排尚未公布，届满日以公布后的安排为准）' : '';
