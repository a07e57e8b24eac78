/** How an application reached the agency (R-10..R-15). */
export type Channel = 'in_person' | 'mail_signed' | 'mail_ordinary' | 'internet' | 'fax' | 'misaddressed_internal';

/**
 * What the channel means for the day of receipt.
 * `byArrival`: that day is the day of receipt; `byConfirmation`: the day the office confirms with the applicant.
 */
export interface ChannelDefinition {
  label: string;
  receipt: 'byArrival' | 'byConfirmation';
  rule: string;
}

export const CHANNELS: Record<Channel, ChannelDefinition> = {
  in_person: { label: '当面提交', receipt: 'byArrival', rule: 'R-10' },
  mail_signed: { label: '邮寄（签收）', receipt: 'byArrival', rule: 'R-11' },
  mail_ordinary: { label: '平信', receipt: 'byConfirmation', rule: 'R-12' },
  internet: { label: '互联网', receipt: 'byConfirmation', rule: 'R-13' },
  fax: { label: '传真', receipt: 'byConfirmation', rule: 'R-14' },
  misaddressed_internal: { label: '寄错部门', receipt: 'byConfirmation', rule: 'R-15' },
};
