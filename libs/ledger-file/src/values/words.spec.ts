import { APPLICANT_KINDS, CHANNELS, type ApplicantKind, type Channel } from '@app/disclosure';
import type { Cell } from '../columns/cell';
import { COLUMNS } from '../columns/table';
import { parseApplicantKind } from './words';

const context = { date1904: false };

describe('the applicant category (column 5)', () => {
  it.each<[string, ApplicantKind]>([
    ['自然人', 'natural_person'],
    ['公民', 'natural_person'],
    ['个 人', 'natural_person'],
    ['企业', 'legal_commercial'],
    ['公司', 'legal_commercial'],
    ['律师事务所', 'legal_legal_service'],
    ['法人或其他组织-商业企业', 'legal_commercial'],
    ['法人或其他组织（科研机构）', 'legal_research'],
    ['法人/社会公益组织', 'legal_public_interest'],
    ['其他', 'legal_other'],
    ...(Object.entries(APPLICANT_KINDS) as [ApplicantKind, string][]).map(
      ([kind, label]) => [label, kind] as [string, ApplicantKind],
    ),
  ])('%s is %s', (text, kind) => {
    expect(parseApplicantKind(text)).toEqual({ value: kind });
  });

  it.each<Cell>(['法人', '法人或其他组织', '单位', '法人-自然人', '企业-公司', '张三', 5])(
    '%j is a question',
    (cell) => {
      expect(parseApplicantKind(cell).issue).toBe('Q_APPLICANT_KIND');
      expect(JSON.stringify(parseApplicantKind(cell).hint)).not.toContain('张三');
    },
  );
});

describe('the channel (column 4)', () => {
  it.each<[string, Channel]>([
    ['当面', 'in_person'],
    ['邮寄', 'mail_signed'],
    ['信函', 'mail_signed'],
    ['挂号信', 'mail_signed'],
    ['ＥＭＳ', 'mail_signed'],
    ['平信', 'mail_ordinary'],
    ['网站', 'internet'],
    ['邮箱', 'internet'],
    ['电子邮件', 'internet'],
    ['传真', 'fax'],
    ...(Object.keys(CHANNELS) as Channel[]).map((channel) => [CHANNELS[channel].label, channel] as [string, Channel]),
  ])('%s is %s', (text, channel) => {
    expect(COLUMNS.channel.parse(text, context)).toEqual({ value: channel });
  });

  it('that nobody knows is dropped with a question', () => {
    expect(COLUMNS.channel.parse('托人带来', context)).toMatchObject({ issue: 'Q_CHANNEL' });
  });
});

describe('the results of proceedings (columns 20 and 21)', () => {
  it.each([
    ['维持', 'upheld'],
    ['结果纠正', 'corrected'],
    ['确认违法', 'corrected'],
    ['驳回申请', 'other'],
    ['不予受理', 'other'],
  ])('a reconsideration with %s is %s', (text, result) => {
    expect(COLUMNS.recon_result.parse(text, context)).toEqual({ value: [result] });
  });

  it('a suit that ends with 驳回诉讼请求 is upheld, with 驳回起诉 other (A-54)', () => {
    expect(COLUMNS.suit_result.parse('驳回诉讼请求；驳回起诉', context)).toEqual({ value: ['upheld', 'other'] });
  });

  it('a gap between separators is a proceeding that has no result yet', () => {
    expect(COLUMNS.recon_result.parse('维持；', context)).toEqual({ value: ['upheld', undefined] });
    expect(COLUMNS.recon_result.parse('；维持', context)).toEqual({ value: [undefined, 'upheld'] });
  });

  it('more than fifty in one cell are a question, however many separators there are', () => {
    expect(COLUMNS.recon_result.parse('；'.repeat(49), context).value).toHaveLength(50);
    expect(COLUMNS.recon_result.parse('；'.repeat(30_000), context)).toMatchObject({ issue: 'Q_APPEAL_COUNT' });
  });
});
