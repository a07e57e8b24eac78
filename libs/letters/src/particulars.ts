/** What a letter may say beside the case. None of it is personal; it is stored with the hash of the letter. */
export type ParticularName =
  | 'unitAddress'
  | 'unitContact'
  | 'payment'
  | 'access'
  | 'priorReply'
  | 'authority'
  | 'court'
  | 'consultId'
  | 'attachments';

export type Particulars = Partial<Record<ParticularName, string>>;

export const PARTICULARS: Record<ParticularName, { zh: string; en: string }> = {
  unitAddress: { zh: '本机关地址', en: 'address of the office' },
  unitContact: { zh: '本机关联系方式', en: 'contact of the office' },
  payment: { zh: '缴费方式', en: 'how the fee is paid' },
  access: { zh: '提供信息的方式或者获取途径', en: 'how the information is given, or where it is found' },
  priorReply: { zh: '此前答复的文号', en: 'number of the earlier reply' },
  authority: { zh: '行政复议机关', en: 'authority of reconsideration' },
  court: { zh: '有管辖权的人民法院', en: 'court' },
  consultId: { zh: '所告知的第三方对应的征求意见编号', en: 'consultation of the third party that is told' },
  attachments: { zh: '附件，每行一件', en: 'attachments, one a line' },
};

export const PARTICULAR_NAMES = Object.keys(PARTICULARS) as ParticularName[];

/** The known ones among what an event stored, blanks left out. */
export function particularsIn(stored: Record<string, string> = {}): Particulars {
  return Object.fromEntries(
    PARTICULAR_NAMES.flatMap((name) => {
      const text = Object.hasOwn(stored, name) ? stored[name] : undefined;
      return text === undefined || text.trim() === '' ? [] : [[name, text.trim()]];
    }),
  );
}
