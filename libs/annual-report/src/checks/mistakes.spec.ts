import {
  check,
  MISTAKES,
  tablesFrom,
  TEXTS,
  type Check,
  type MistakeId,
  type ReportInput,
  type TextCode,
} from '@app/annual-report';
import { SAMPLE_TABLES, sampleReport } from '../../test/sample-report';

const WRITTEN: Partial<Record<TextCode, string>> = {
  's1.proactive': '主动公开各类信息320条。作出行政许可决定{t2.administrative_license.decisions}件。',
  's1.management': '健全制度，及时清理失效文件。',
  's1.platform': '公开专栏运行平稳。',
  's1.supervision': '开展业务培训两次。',
  s5: '一是更新不够及时。已逐栏明确责任人。',
};
const checksOf = (changes: Partial<ReportInput> = {}): Check[] => sampleReport({ texts: WRITTEN, ...changes }).checks;
const faults = (id: MistakeId, changes?: Partial<ReportInput>): string[] =>
  checksOf(changes)
    .filter((one) => one.id === id && !one.ok)
    .map(({ level, message, cells }) => [level, message, ...cells].join(' '));
const writing = (code: TextCode, text: string): Partial<ReportInput> => ({ texts: { ...WRITTEN, [code]: text } });

/** For every mistake found by reading: reports that make it, with what is said of each, and reports that do not. */
const READ: Partial<Record<MistakeId, { made: [Partial<ReportInput>, ...string[]][]; not: Partial<ReportInput>[] }>> = {
  'C-06': {
    made: [
      [
        writing('s1.on_request', '本机关收到申请150件。'),
        'E “（二）依申请公开”（s1.on_request）写“本机关收到申请150件”，表中为157件 t3.new_received.total',
      ],
      [
        writing('s1', '结转下年度继续办理9件。'),
        'E “一、总体情况”（s1）写“结转下年度继续办理9件”，表中为11件 t3.carried_out.total',
      ],
      [writing('s1', '其中网络申请999件。'), 'W “一、总体情况”（s1）中的999件不是表中任何一项数据'],
    ],
    not: [
      {},
      writing('s1.on_request', '本机关新收申请157件，上年结转9件，办结155件；行政复议7件，行政诉讼2件。'),
      writing('s1.on_request', '新收{t3.new_received.total}件。'),
    ],
  },
  'C-07': {
    made: [
      [
        writing('s1.on_request', '本机关收到申请166件。'),
        'W “（二）依申请公开”（s1.on_request）的收到166件包含了上年结转 t3.new_received.total t3.carried_in.total',
      ],
    ],
    not: [{}, writing('s1.on_request', '本机关收到申请157件。')],
  },
  'C-08': {
    made: [[writing('preface', '本报告由五个部分组成。'), 'E “前言”（preface）写“五个部分组成”，年报为六个部分']],
    not: [{}, writing('preface', '本报告由六个部分组成。')],
  },
  'C-09': {
    made: [[writing('s1.platform', ''), 'W 缺少“（四）政府信息公开平台建设”（s1.platform）的内容']],
    not: [{}],
  },
  'C-10': {
    made: [
      [writing('s5', '无。'), 'E “存在的主要问题及改进情况”没有实质内容'],
      [{ lastTexts: { s5: '一是更新不够及时，已逐栏明确责任人。' } }, 'E “存在的主要问题”与上年度年报相同'],
      [{ sameProblems: ['示例二局'] }, 'W “存在的主要问题”与示例二局的年报相同'],
    ],
    not: [{}, { lastTexts: { s5: '一是人手不足。' } }, writing('s5', '无障碍浏览尚未实现，正在改造。')],
  },
  'C-11': {
    made: [
      [writing('s6', '{fee.notices}件，实际收取信息处理费400元。'), 'E 收费说明写400元，登记为通知520元、实收380元'],
      [writing('s6', '发出收费通知{fee.notices}件。'), 'E “其他需要报告的事项”没有信息处理费收取情况'],
    ],
    not: [{}, writing('s6', '{fee.notices}件，实际收取信息处理费380元。'), writing('s6', '另有一事。')],
  },
  'C-12': {
    made: [
      [
        { prior: tablesFrom({ 't2.administrative_fee.amount_wan_yuan': 0.01 }) },
        'W 收费金额由上年0.01万元变为128.465万元，是否以元填报 t2.administrative_fee.amount_wan_yuan',
      ],
    ],
    not: [{}, { prior: tablesFrom({ 't2.administrative_fee.amount_wan_yuan': 90 }) }],
  },
  'C-15': {
    made: [
      [
        { unit: { code: 'U', name: '示例市行政审批局' }, tables: tablesFrom({}) },
        'W 名称或文字提到“审批”，行政许可—本年处理决定数量为0 t2.administrative_license.decisions',
      ],
    ],
    not: [{}, { unit: { code: 'U', name: '示例市行政审批局' } }],
  },
  'C-27': {
    made: [
      [writing('s5', ''), 'E “五、存在的主要问题及改进情况”（s5）尚有【待填写】内容'],
      [
        writing('s1.proactive', '全年共主动公开条，内容全面。'),
        'E “（一）主动公开”（s1.proactive）的“共主动公开条”缺少数字',
      ],
      [writing('preface', '统计期限为2023年。'), 'E “前言”（preface）的年份不是2024年'],
      [writing('s5', '2019年以来进展缓慢。'), 'W “五、存在的主要问题及改进情况”（s5）出现2019年'],
      [
        { ...writing('preface', '示例县档案局2024年度报告。'), otherUnits: ['示例县档案局'] },
        'E “前言”（preface）出现其他单位名称“示例县档案局”',
      ],
    ],
    not: [
      {},
      { otherUnits: ['示例市', '示例县档案局'] },
      writing('s1.proactive', '全年共主动公开320条，其中共发布文件三十件，2023年同期300条。'),
    ],
  },
  'C-28': {
    made: [
      [
        writing('s5', '《关于<印发信息公开信息处理费管理办法>的通知》执行不够。'),
        'W “五、存在的主要问题及改进情况”（s5）的“《关于<印发信息公开信息处理费管理办法>的通知》”应为《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）',
      ],
      [
        writing('preface', '依据《中华人民共和国政府信息公开条例》（国务院令第492号）。'),
        'W “前言”（preface）的“《中华人民共和国政府信息公开条例》（国务院令第492号）”应为《中华人民共和国政府信息公开条例》（国务院令第711号）',
      ],
    ],
    not: [{}, writing('preface', '依据《中华人民共和国政府信息公开条例》（国务院令第711号）。')],
  },
  'C-30': {
    made: [
      [
        { prior: tablesFrom({ 't3.new_received.total': 31 }) },
        'W 一、本年新收政府信息公开申请数量—总计由上年31变为157，须说明原因 t3.new_received.total',
      ],
    ],
    not: [{}, { prior: tablesFrom({ 't3.new_received.total': 32 }) }],
  },
  'C-32': {
    made: [
      [
        writing('s1.on_request', '新收申请{t3.new_received.total}条。'),
        'W “（二）依申请公开”（s1.on_request）的“申请157条”量词“条”应为“件”',
      ],
    ],
    not: [{}, writing('s1.proactive', '主动公开信息320条，答复函归档。')],
  },
};

describe('the mistakes agencies make', () => {
  const byReading = (Object.keys(MISTAKES) as MistakeId[]).filter((id) => MISTAKES[id].found === 'by_reading');

  it('are all in the table, C-01 to C-32', () => {
    const ids = Array.from({ length: 32 }, (_, i) => `C-${String(i + 1).padStart(2, '0')}`);
    expect(Object.keys(MISTAKES).sort()).toEqual(ids);
    expect(Object.keys(READ).sort()).toEqual([...byReading].sort());
  });

  it.each(byReading)('%s is seen where it was made, in these words', (id) => {
    for (const [report, ...said] of READ[id]!.made) expect(faults(id, report)).toEqual(said);
  });

  it.each(byReading)('%s is not seen where it was not made', (id) => {
    for (const report of READ[id]!.not) expect(faults(id, report)).toEqual([]);
  });

  it('name for each that a relation finds a relation that is checked', () => {
    const everything = check(SAMPLE_TABLES, {
      prior: SAMPLE_TABLES,
      recount: SAMPLE_TABLES,
      appealsFiled: { recon: 0, suit_direct: 0, suit_after_recon: 0 },
      canMakeRules: false,
    }).map(({ id }) => id);
    for (const mistake of Object.values(MISTAKES)) {
      if (mistake.found === 'by_relation') expect(everything).toEqual(expect.arrayContaining([...mistake.relations]));
    }
  });

  it('are not in a report whose texts are all written', () => {
    expect(checksOf().filter(({ ok }) => !ok)).toEqual([]);
    expect(Object.keys(TEXTS)).toEqual(expect.arrayContaining(Object.keys(WRITTEN)));
  });
});
