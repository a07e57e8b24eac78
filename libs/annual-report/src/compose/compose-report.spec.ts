import {
  composeReport,
  draftTexts,
  PLACEHOLDER,
  requireKnownBindings,
  SECTIONS,
  tablesFrom,
  TEXTS,
  UnknownBinding,
  type AnnualReport,
  type ReportInput,
  type TextCode,
} from '@app/annual-report';
import { G1 } from '../../test/golden-g1';
import { sampleReport, SAMPLE_TABLES } from '../../test/sample-report';

const textOf = (report: AnnualReport, code: TextCode): string =>
  report.sections
    .flatMap(({ parts }) => parts)
    .flatMap((part) => (part.kind === 'text' && part.text === code ? part.blocks : []))
    .map((block) => (block.kind === 'list' ? '' : block.runs.map(({ text }) => text).join('')))
    .join('\n');

const unwritten = (report: AnnualReport) => report.checks.filter(({ id, ok }) => id === 'C-27' && !ok);

describe('a composed report', () => {
  it('has the six sections in the order of the form and the five topics in the first', () => {
    const report = sampleReport();
    expect(report.title).toBe('示例市示例局2024年政府信息公开工作年度报告');
    expect(report.sections.map(({ title }) => title)).toEqual(Object.values(SECTIONS));
    expect(report.sections[0]?.parts.map((part) => (part.kind === 'text' ? (part.heading ?? '') : part.table))).toEqual(
      [
        ...[
          '',
          '（一）主动公开',
          '（二）依申请公开',
          '（三）政府信息管理',
          '（四）政府信息公开平台建设',
          '（五）监督保障',
        ],
      ],
    );
    expect(report.sections.slice(1, 4).map(({ parts }) => parts)).toEqual([
      [{ kind: 'table', table: 'table2' }],
      [{ kind: 'table', table: 'table3' }],
      [{ kind: 'table', table: 'table4' }],
    ]);
  });

  it('drafts 依申请公开 from the tables', () => {
    expect(textOf(sampleReport(), 's1.on_request')).toBe(
      '2024年，本机关新收政府信息公开申请157件，其中自然人申请133件，法人或其他组织申请24件；上年结转9件。' +
        '全年办理完毕155件，其中予以公开79件，部分公开20件，不予公开11件，无法提供29件，不予处理6件，其他处理10件。' +
        '结转下年度继续办理11件。\n' +
        '因政府信息公开工作被申请行政复议7件（结果维持4件，结果纠正1件，其他结果0件，尚未审结2件）；' +
        '被提起行政诉讼2件（未经复议直接起诉1件，复议后起诉1件；结果维持1件，结果纠正0件，其他结果0件，尚未审结1件）。',
    );
  });

  it('drafts a complete report for a unit to which nothing happened (G5)', () => {
    const report = sampleReport({ tables: tablesFrom({}), fee: undefined });
    expect(textOf(report, 's1.on_request')).toBe(
      '2024年，本机关新收政府信息公开申请0件；上年结转0件。全年办理完毕0件。结转下年度继续办理0件。\n' +
        '因政府信息公开工作被申请行政复议0件；被提起行政诉讼0件。',
    );
    expect(textOf(report, 's6')).toContain('发出收费通知0件，通知金额0元，实际收取信息处理费0元。');
    expect(report.checks.filter(({ ok, id }) => !ok && id !== 'C-27' && id !== 'C-09')).toEqual([]);
  });

  it('states the fees by the fixed sentence, before what the unit adds and unless the unit states them itself (A-61)', () => {
    const statement =
      '依据《政府信息公开信息处理费管理办法》（国办函〔2020〕109号），2024年本机关发出收费通知2件，' +
      '通知金额520元，实际收取信息处理费380元。';
    expect(textOf(sampleReport(), 's6').split('\n')[0]).toBe(statement);
    expect(textOf(sampleReport({ texts: { s6: '另有一事。' } }), 's6')).toBe(`${statement}\n另有一事。`);
    expect(textOf(sampleReport({ texts: { s6: '收取{fee.collected_yuan}元。' } }), 's6')).toBe('收取380元。');
  });

  it('marks and reports every text only the unit can write (C-27)', () => {
    const report = sampleReport({ texts: { s5: '一是更新不及时。', 's1.platform': ' \n ' } });
    expect(textOf(report, 's1.management')).toContain(PLACEHOLDER);
    expect(textOf(report, 's5')).toBe('一是更新不及时。');
    expect(unwritten(report).map(({ level, message }) => `${level} ${message}`)).toEqual([
      'E “（一）主动公开”（s1.proactive）尚有【待填写】内容',
      'E “（三）政府信息管理”（s1.management）尚有【待填写】内容',
      'E “（四）政府信息公开平台建设”（s1.platform）尚有【待填写】内容',
      'E “（五）监督保障”（s1.supervision）尚有【待填写】内容',
    ]);
    const written = Object.fromEntries(Object.keys(TEXTS).map((code) => [code, '已写。']));
    expect(unwritten(sampleReport({ texts: written }))).toEqual([]);
  });

  it('drafts only with names that exist', () => {
    for (const tables of [G1, SAMPLE_TABLES, tablesFrom({})]) {
      for (const [code, markdown] of Object.entries(draftTexts(tables))) {
        expect(() => requireKnownBindings(code as TextCode, markdown)).not.toThrow();
      }
    }
  });

  it('is refused when a text refers to a number the report does not have', () => {
    expect(() => sampleReport({ texts: { s5: '共{t3.refused.total}件' } })).toThrow(UnknownBinding);
  });

  it('keeps the checks made with more knowledge and adds those still missing', () => {
    const given: ReportInput['checks'] = [{ id: 'K-01', level: 'E', ok: false, message: 'given', cells: [] }];
    const { checks } = composeReport({
      unit: { code: 'U', name: '某局', canMakeRules: false },
      year: 2024,
      tables: SAMPLE_TABLES,
      checks: given,
    });
    expect(checks.filter(({ id }) => id === 'K-01')).toEqual(given);
    expect(checks.map(({ id }) => id)).toEqual(expect.arrayContaining(['K-02', 'K-10', 'A-11', 'C-27']));
  });
});
