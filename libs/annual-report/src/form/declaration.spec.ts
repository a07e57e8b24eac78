import { RESULT_CODES } from '@app/disclosure';
import {
  CELL_IDS,
  isCellId,
  isTextCode,
  labelOf,
  TABLE3_COLUMNS,
  TABLE3_ROWS,
  valueOf,
  tablesFrom,
} from '@app/annual-report';

/** Headings and labels as the form of 2021 prints them, typed once more on purpose. */
const PRINTED_ROWS = [
  '一、本年新收政府信息公开申请数量',
  '二、上年结转政府信息公开申请数量',
  '三、本年度办理结果/（一）予以公开',
  '三、本年度办理结果/（二）部分公开（区分处理的，只计这一情形，不计其他情形）',
  '三、本年度办理结果/（三）不予公开/1.属于国家秘密',
  '三、本年度办理结果/（三）不予公开/2.其他法律行政法规禁止公开',
  '三、本年度办理结果/（三）不予公开/3.危及“三安全一稳定”',
  '三、本年度办理结果/（三）不予公开/4.保护第三方合法权益',
  '三、本年度办理结果/（三）不予公开/5.属于三类内部事务信息',
  '三、本年度办理结果/（三）不予公开/6.属于四类过程性信息',
  '三、本年度办理结果/（三）不予公开/7.属于行政执法案卷',
  '三、本年度办理结果/（三）不予公开/8.属于行政查询事项',
  '三、本年度办理结果/（四）无法提供/1.本机关不掌握相关政府信息',
  '三、本年度办理结果/（四）无法提供/2.没有现成信息需要另行制作',
  '三、本年度办理结果/（四）无法提供/3.补正后申请内容仍不明确',
  '三、本年度办理结果/（五）不予处理/1.信访举报投诉类申请',
  '三、本年度办理结果/（五）不予处理/2.重复申请',
  '三、本年度办理结果/（五）不予处理/3.要求提供公开出版物',
  '三、本年度办理结果/（五）不予处理/4.无正当理由大量反复申请',
  '三、本年度办理结果/（五）不予处理/5.要求行政机关确认或重新出具已获取信息',
  '三、本年度办理结果/（六）其他处理/1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
  '三、本年度办理结果/（六）其他处理/2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
  '三、本年度办理结果/（六）其他处理/3.其他',
  '三、本年度办理结果/（七）总计',
  '四、结转下年度继续办理',
];

describe('the declaration of the form', () => {
  it('prints the 25 rows of table 3 with the words and the full-width typography of the form', () => {
    expect(TABLE3_ROWS.map(({ headings, label }) => [...headings, label].join('/'))).toEqual(PRINTED_ROWS);
  });

  it('takes the result rows from the result codes, none more and none less', () => {
    expect(TABLE3_ROWS.filter(({ role }) => role === 'result').map(({ code }) => code)).toEqual(
      Object.keys(RESULT_CODES),
    );
  });

  it('puts five of the seven columns under 法人或其他组织 and all under 申请人情况', () => {
    expect(TABLE3_COLUMNS.map(({ headings, label }) => [...headings, label].join('/'))).toEqual([
      '申请人情况/自然人',
      '申请人情况/法人或其他组织/商业企业',
      '申请人情况/法人或其他组织/科研机构',
      '申请人情况/法人或其他组织/社会公益组织',
      '申请人情况/法人或其他组织/法律服务机构',
      '申请人情况/法人或其他组织/其他',
      '申请人情况/总计',
    ]);
  });

  it('has 10 + 175 + 15 cells, each named once', () => {
    expect(CELL_IDS).toHaveLength(200);
    expect(new Set(CELL_IDS).size).toBe(200);
    expect(CELL_IDS.filter((cell) => cell.startsWith('t3.'))).toHaveLength(175);
    expect(CELL_IDS.filter((cell) => cell.startsWith('t4.'))).toHaveLength(15);
  });

  it('knows its cells by id and label and no others', () => {
    expect(labelOf('t4.suit_after_recon.pending')).toBe('行政诉讼复议后起诉—尚未审结');
    for (const wrong of ['t3.granted', 't3.granted.nobody', 't3.constructor.total', 't5.x.y', '']) {
      expect(isCellId(wrong)).toBe(false);
    }
    expect(isTextCode('s1.on_request')).toBe(true);
    expect(isTextCode('toString')).toBe(false);
  });

  it('finds every cell in the tables again', () => {
    const numbered = Object.fromEntries(CELL_IDS.map((cell, index) => [cell, index]));
    const tables = tablesFrom(numbered);
    expect(CELL_IDS.map((cell) => valueOf(tables, cell))).toEqual(CELL_IDS.map((_, index) => index));
  });
});
