import { requireKnownBindings, tablesFrom, UnknownBinding } from '@app/annual-report';
import { G1 } from '../../test/golden-g1';
import { bindingsOf } from './bindings';
import { bound } from './bind';
import { blocksOf } from './markdown';

const bindings = bindingsOf({
  unitName: '示例市**示例**局',
  year: 2025,
  tables: G1,
  fee: { notices: 1, noticedYuan: 380, collectedYuan: 380 },
});

const text = (markdown: string) =>
  bound(blocksOf(markdown), bindings)
    .flatMap((block) => (block.kind === 'list' ? [] : block.runs.map((run) => run.text)))
    .join('');

describe('numbers bound to cells', () => {
  it.each([
    ['{year}年比{last_year}年', '2025年比2024年'],
    ['新收{t3.new_received.total}件', '新收14069件'],
    ['法人或其他组织{t3.new_received.legal}件', '法人或其他组织457件'],
    ['不予公开{t3.denied.total}件', '不予公开730件'],
    ['无法提供{t3.unable.natural_person}件', '无法提供3271件'],
    ['不予处理{t3.not_processed.total}件', '不予处理457件'],
    ['其他处理{t3.other.total}件', '其他处理1486件'],
    ['诉讼{t4.suits.total}件', '诉讼212件'],
    ['收费{t2.administrative_fee.amount_wan_yuan}万元', '收费316441万元'],
    ['收取{fee.collected_yuan}元（{fee.notices}件，{fee.noticed_yuan}元）', '收取380元（1件，380元）'],
  ])('%s', (markdown, printed) => {
    expect(text(markdown)).toBe(printed);
  });

  it('are never taken for markup, whatever they contain', () => {
    expect(text('{unit}')).toBe('示例市**示例**局');
  });

  it('are refused with section and place when the report has no such number', () => {
    const wrong = '第一行\n共{t3.granted}件';
    expect(() => requireKnownBindings('s1.on_request', wrong)).toThrow(UnknownBinding);
    expect(() => requireKnownBindings('s1.on_request', wrong)).toThrow(
      '“（二）依申请公开”（s1.on_request）第2行第2列：没有名为{t3.granted}的数据',
    );
    for (const name of ['', ' year', 'T3.granted.total', 'toString', '请填写']) {
      expect(() => requireKnownBindings('s5', `{${name}}`)).toThrow(UnknownBinding);
    }
    expect(() => requireKnownBindings('s5', '没有大括号，{year}')).not.toThrow();
  });

  it('have the same names whatever the year', () => {
    const other = bindingsOf({
      unitName: '',
      year: 1,
      tables: tablesFrom({}),
      fee: { notices: 0, noticedYuan: 0, collectedYuan: 0 },
    });
    expect([...other.keys()]).toEqual([...bindings.keys()]);
  });
});
