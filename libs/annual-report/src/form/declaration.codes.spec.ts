import {
  APPLICANT_COLUMNS,
  isReportYear,
  isTextCode,
  isT2CellId,
  labelOf,
  LEGAL_COLUMNS,
  rowsWithRole,
  SECTIONS,
  SUIT_GROUPS,
  T2_CELL_IDS,
  T3_RESULT_GROUPS,
  TABLE2,
  TABLE2_CELLS,
  TABLE2_CONTENT_LABEL,
  TABLE3_CORNER,
  TABLE3_ROWS,
  TABLE4_CELLS,
  TABLE4_GROUPS,
  tablesFrom,
  TEXTS,
  TOPICS,
  valueOf,
  type CellId,
} from '@app/annual-report';

describe('the sections of the form (annual-report §1)', () => {
  it('have their fixed titles in their fixed order', () => {
    expect(Object.entries(SECTIONS)).toEqual([
      ['s1', '一、总体情况'],
      ['s2', '二、主动公开政府信息情况'],
      ['s3', '三、收到和处理政府信息公开申请情况'],
      ['s4', '四、政府信息公开行政复议、行政诉讼情况'],
      ['s5', '五、存在的主要问题及改进情况'],
      ['s6', '六、其他需要报告的事项'],
    ]);
    expect(Object.entries(TOPICS)).toEqual([
      ['proactive', '（一）主动公开'],
      ['on_request', '（二）依申请公开'],
      ['management', '（三）政府信息管理'],
      ['platform', '（四）政府信息公开平台建设'],
      ['supervision', '（五）监督保障'],
    ]);
  });

  it('take text where they hold no table: before the first, in each topic, and in the last two (A-02, C-09)', () => {
    expect(Object.entries(TEXTS)).toEqual([
      ['preface', '前言'],
      ['s1', '一、总体情况'],
      ['s1.proactive', '（一）主动公开'],
      ['s1.on_request', '（二）依申请公开'],
      ['s1.management', '（三）政府信息管理'],
      ['s1.platform', '（四）政府信息公开平台建设'],
      ['s1.supervision', '（五）监督保障'],
      ['s5', '五、存在的主要问题及改进情况'],
      ['s6', '六、其他需要报告的事项'],
    ]);
    expect(['s2', 's3', 's4', 's1.else'].some(isTextCode)).toBe(false);
  });
});

describe('table 2 (annual-report §2)', () => {
  it('has four blocks, ten cells, and the words of the form', () => {
    expect(TABLE2_CONTENT_LABEL).toBe('信息内容');
    expect(
      TABLE2_CELLS.map(({ code, heading, rowLabel, columnLabel }) => [code, heading, rowLabel, columnLabel].join(' ')),
    ).toEqual([
      'rules.issued 第二十条第（一）项 规章 本年制发件数',
      'rules.repealed 第二十条第（一）项 规章 本年废止件数',
      'rules.in_force 第二十条第（一）项 规章 现行有效件数',
      'normative_documents.issued 第二十条第（一）项 行政规范性文件 本年制发件数',
      'normative_documents.repealed 第二十条第（一）项 行政规范性文件 本年废止件数',
      'normative_documents.in_force 第二十条第（一）项 行政规范性文件 现行有效件数',
      'administrative_license.decisions 第二十条第（五）项 行政许可 本年处理决定数量',
      'administrative_penalty.decisions 第二十条第（六）项 行政处罚 本年处理决定数量',
      'administrative_coercion.decisions 第二十条第（六）项 行政强制 本年处理决定数量',
      'administrative_fee.amount_wan_yuan 第二十条第（八）项 行政事业性收费 本年收费金额（单位：万元）',
    ]);
    expect(labelOf('t2.rules.in_force')).toBe('规章—现行有效件数');
  });

  it('knows its own cells from those that are counted from cases, and names the rule of each block (A-10 to A-14)', () => {
    expect(T2_CELL_IDS.every(isT2CellId)).toBe(true);
    expect(['t3.granted.total', 't4.recon.total', 't2.rules.total', 't2.'].some(isT2CellId)).toBe(false);
    expect(TABLE2.map(({ source }) => source)).toEqual(['A-11, A-12, A-13', 'A-10', 'A-10', 'A-14']);
  });
});

describe('table 3 (annual-report §3)', () => {
  it('says how its columns add up in its corner', () => {
    expect(TABLE3_CORNER).toBe('（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）');
  });

  it('counts its rows by the rule or article that fills each', () => {
    expect(TABLE3_ROWS.map(({ code, source }) => `${code} ${source}`)).toEqual([
      'new_received A-20',
      'carried_in A-22',
      'granted Reg.36(1), Reg.36(2)',
      'partially_granted Reg.37',
      'denied_state_secret Reg.14',
      'denied_other_law Reg.14',
      'denied_security_stability Reg.14',
      'denied_third_party Reg.15, Reg.32',
      'denied_internal_affairs Reg.16(1)',
      'denied_process_information Reg.16(2)',
      'denied_enforcement_file Reg.16(2)',
      'denied_administrative_query Reg.36(7)',
      'unable_not_held Reg.36(4), Reg.36(5)',
      'unable_needs_creation Reg.38',
      'unable_still_unclear Reg.30, Reg.36',
      'not_processed_petition Reg.39(1)',
      'not_processed_duplicate Reg.36(6)',
      'not_processed_publication Reg.39(2)',
      'not_processed_excessive Reg.35',
      'not_processed_confirmation R-80',
      'other_correction_lapsed Reg.30',
      'other_fee_lapsed Fee.6',
      'other_other A-27, A-28',
      'results_total K-02',
      'carried_out A-23',
    ]);
  });

  it('gathers 8, 3, 5 and 3 results under its four headings; two stand by themselves', () => {
    const under = (group: string | undefined) => TABLE3_ROWS.filter((row) => row.group === group).length;
    expect(Object.entries(T3_RESULT_GROUPS).map(([group, { label }]) => [label, under(group)])).toEqual([
      ['不予公开', 8],
      ['无法提供', 3],
      ['不予处理', 5],
      ['其他处理', 3],
    ]);
    expect(TABLE3_ROWS.filter(({ group, role }) => !group && role === 'result').map(({ code }) => code)).toEqual([
      'granted',
      'partially_granted',
    ]);
  });

  it('gives every row its part in K-01 and K-02', () => {
    expect(rowsWithRole('received')).toEqual(['new_received']);
    expect(rowsWithRole('carriedIn')).toEqual(['carried_in']);
    expect(rowsWithRole('result')).toHaveLength(21);
    expect(rowsWithRole('resultsTotal')).toEqual(['results_total']);
    expect(rowsWithRole('carriedOut')).toEqual(['carried_out']);
  });

  it('has the natural persons first and five columns of others', () => {
    expect(APPLICANT_COLUMNS).toEqual(['natural_person', ...LEGAL_COLUMNS]);
    expect(LEGAL_COLUMNS).toEqual([
      'legal_commercial',
      'legal_research',
      'legal_public_interest',
      'legal_legal_service',
      'legal_other',
    ]);
  });
});

describe('table 4 (annual-report §4)', () => {
  it('has three groups of the same five columns, two of them of suits', () => {
    expect(TABLE4_GROUPS.map(({ code, headings, source }) => [code, ...headings, source].join(' '))).toEqual([
      'recon 行政复议 A-50, A-53',
      'suit_direct 行政诉讼 未经复议直接起诉 A-54, A-55',
      'suit_after_recon 行政诉讼 复议后起诉 A-54, A-55',
    ]);
    expect(TABLE4_CELLS.map(({ code, label, source }) => `${code} ${label} ${source}`)).toEqual([
      'upheld 结果维持 A-51',
      'corrected 结果纠正 A-51',
      'other 其他结果 A-51',
      'pending 尚未审结 A-51',
      'total 总计 K-10',
    ]);
    expect(SUIT_GROUPS).toEqual(['suit_direct', 'suit_after_recon']);
  });
});

describe('a cell that tables from outside lack', () => {
  it.each<[string, object]>([
    ['a whole row', { table2: {}, table3: {}, table4: {} }],
    ['a column', { table2: { rules: {} }, table3: { granted: {} }, table4: { recon: {} } }],
  ])('is no number, so that K-05 can say so: %s', (_what, outside) => {
    for (const cell of ['t2.rules.issued', 't3.granted.total', 't4.recon.total'] as CellId[]) {
      expect(valueOf(outside as ReturnType<typeof tablesFrom>, cell)).toBeNaN();
    }
  });

  it('is 0 where the tables are made here: never blank (A-03)', () => {
    expect(valueOf(tablesFrom({}), 't3.granted.total')).toBe(0);
  });
});

describe('a year a report can be asked for (A-02)', () => {
  it.each(['2019', '2020', '2025', '2100'])('%s', (text) => expect(isReportYear(text)).toBe(true));
  it.each(['2018', '2101', '0000', '9999', '02024', '2024x', 'x2024', '20', '', '2e3', '２０２４', '2024\n'])(
    'not %j',
    (text) => expect(isReportYear(text)).toBe(false),
  );
});
