import { type RemedyKind } from '@app/disclosure';
import { paragraph, type LetterPart } from './letter';
import type { Particulars } from './particulars';

interface Offices {
  authority: string;
  court: string;
}

const SUIT_AFTER =
  '对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内向COURT提起行政诉讼；' +
  '行政复议机关逾期不作决定的，可以自行政复议期限届满之日起十五日内提起行政诉讼。';

/** What `subject` opens, in one sentence each. `from`: what is received when the periods begin. */
const SENTENCES: Record<RemedyKind, (subject: string, from: string, offices: Offices) => string> = {
  reconsideration_first: (subject, from, { authority, court }) =>
    `${subject}，依据《中华人民共和国行政复议法》第二十三条第一款第四项、第二十条的规定，` +
    `应当自收到${from}之日起六十日内先向${authority}申请行政复议；${SUIT_AFTER.replace('COURT', () => court)}`,
  either: (subject, from, { authority, court }) =>
    `${subject}，可以自收到${from}之日起六十日内向${authority}申请行政复议，` +
    `也可以自收到${from}之日起六个月内直接向${court}提起行政诉讼。`,
};

/** The remedy paragraph; an authority or court that is not named is described. */
export function remedyParagraph(kind: RemedyKind, subject: string, from: string, particulars: Particulars): LetterPart {
  return paragraph(
    SENTENCES[kind](subject, from, {
      authority: particulars.authority ?? '有管辖权的行政复议机关',
      court: particulars.court ?? '有管辖权的人民法院',
    }),
  );
}
