import type { Cell } from '../columns/cell';
import { looksLikeHeader, matchHeader, matchTwoRowHeader } from './header';

const codes = (match: { columns: { code: string; index: number }[] }): Record<number, string> =>
  Object.fromEntries(match.columns.map(({ code, index }) => [index, code]));

describe('a header (L-10, L-11)', () => {
  it('is compared without widths, spaces, line breaks, brackets, numbering and marks', () => {
    const row = [
      '1.登记\n编号',
      '（２）收到日期：',
      '＊申请人类型',
      '收费金额（元）',
      '③　办结日期',
      '收到 日期(年-月-日)',
    ];
    expect(matchHeader(row)).toMatchObject({
      missing: [],
      unknown: ['收到 日期(年-月-日)'],
      columns: [
        { code: 'case_no', index: 0 },
        { code: 'received_on', index: 1 },
        { code: 'applicant_kind', index: 2 },
        { code: 'fee_yuan', index: 3 },
        { code: 'concluded_on', index: 4 },
      ],
    });
  });

  it('takes 编号 as the case number, or as the serial number beside a 登记编号', () => {
    expect(codes(matchHeader(['编号', '收到日期']))).toEqual({ 0: 'case_no', 1: 'received_on' });
    expect(codes(matchHeader(['编号', '登记编号']))).toEqual({ 0: 'seq', 1: 'case_no' });
    expect(codes(matchHeader(['序号', '编号', '申请编号']))).toEqual({ 0: 'seq', 2: 'case_no' });
  });

  it('prefers the canonical header to an alias wherever it stands', () => {
    const match = matchHeader(['受理日期', '收到日期']);
    expect(codes(match)).toEqual({ 1: 'received_on' });
    expect(match.unknown).toEqual(['受理日期']);
  });

  it('of __proto__ and constructor is only an unknown column', () => {
    const match = matchHeader(['__proto__', 'constructor', '登记编号', '收到日期', '申请人类型']);
    expect(match).toMatchObject({ unknown: ['__proto__', 'constructor'], missing: [] });
  });

  it('in two rows takes the upper words with the lower ones', () => {
    const upper: Cell[] = [
      '登记编号',
      '收到日期',
      '申请人情况',
      null,
      '复议',
      null,
      null,
      '诉讼',
      null,
      null,
      null,
      '办结日期',
    ];
    const lower: Cell[] = [
      null,
      null,
      '类型',
      '姓名',
      '受理日期',
      '办结日期',
      '结果',
      '类型',
      '起诉日期',
      '办结日期',
      '结果',
      null,
    ];
    expect(Object.values(codes(matchTwoRowHeader(upper, lower)))).toEqual([
      'case_no',
      'received_on',
      'applicant_kind',
      'applicant_name',
      'recon_filed_on',
      'recon_concluded_on',
      'recon_result',
      'suit_route',
      'suit_filed_on',
      'suit_concluded_on',
      'suit_result',
      'concluded_on',
    ]);
  });

  it('does not take a day of another procedure for the day the case ended', () => {
    const match = matchTwoRowHeader(['行政复议', null], ['受理日期', '答复日期']);
    expect(codes(match)).toEqual({ 0: 'recon_filed_on' });
    expect(match.unknown).toEqual(['答复日期']);
  });

  it('is not seen in a row of a case', () => {
    expect(looksLikeHeader(['1', '公开1号', '2024-03-05', '网站', '其他', '张三'])).toBe(false);
    expect(looksLikeHeader(['序号', '登记编号', '收到日期', '接收渠道'])).toBe(true);
  });
});
