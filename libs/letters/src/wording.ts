import type { CivilDate, CaseState } from '@app/disclosure';
import { paragraph, type LetterPart } from './letter';
import { need } from './facts';

/** `2026-11-24` as official documents write it (GB/T 9704): 2026年11月24日. */
export function dateText(on: CivilDate): string {
  const [year, month, day] = on.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** Text on one line, as it stands inside a sentence. */
export const inline = (text: string): string => text.trim().replace(/\s*[\r\n]+\s*/g, ' ');

/** A text somebody wrote, paragraph by paragraph. */
export const paragraphsOf = (text: string): LetterPart[] =>
  text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(paragraph);

/** A clause without its final mark, to go on with one of ours. */
export const clause = (text: string): string => inline(text).replace(/[。；;，,.]+$/, '');

/** How the applicant is spoken to. */
export const you = ({ applicantKind }: CaseState): string => (applicantKind === 'natural_person' ? '你' : '你单位');

export const applicantOf = ({ applicantName }: CaseState): string =>
  inline(need(applicantName, 'applicantName', 'R-05'));

/** What the application asks for, in quotation marks. */
export const matterOf = ({ infoDescription }: CaseState): string =>
  `“${inline(need(infoDescription, 'infoDescription', 'R-05'))}”`;

/** The sentence every letter to the applicant opens with: when what was received. */
export function opening(state: CaseState, rule: string): LetterPart {
  const received = need(state.receivedOn, 'receivedOn', rule);
  const corrected = state.correction?.receivedOn;
  return paragraph(
    `本机关于${dateText(received)}收到${you(state)}提出的政府信息公开申请（登记编号：${state.caseNo}），` +
      `申请公开${matterOf(state)}。` +
      (corrected ? `${you(state)}补正后的申请，本机关于${dateText(corrected)}收到。` : ''),
  );
}

export const REGULATION = '《中华人民共和国政府信息公开条例》';
export const FEE_MEASURES = '《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）';
