import { renderHtml } from '@app/annual-report';
import { sampleReport } from '../../../test/sample-report';

const page = (changes: Parameters<typeof sampleReport>[0] = {}) => renderHtml(sampleReport(changes));

describe('the report as HTML', () => {
  it('is Chinese, complete and loads nothing from elsewhere', async () => {
    const html = await page();
    expect(html).toMatch(/^<!doctype html>\n<html lang="zh-CN">/);
    expect(html).not.toMatch(/<(script|link|img|iframe)|https?:|url\(|@import/);
    expect([...html.matchAll(/<h2>(.*?)<\/h2>/g)]).toHaveLength(6);
    expect([...html.matchAll(/<caption>/g)]).toHaveLength(3);
  });

  it('escapes the name of the unit and every text', async () => {
    const html = await page({
      unit: { code: 'X', name: '<script>alert("甲")</script>&局' },
      texts: { s5: '<img src=x onerror=alert(1)> {unit}' },
    });
    expect(html).not.toMatch(/<(script|img)/);
    expect(html).toContain('&lt;script&gt;alert(&quot;甲&quot;)&lt;/script&gt;&amp;局');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &lt;script&gt;');
  });

  it('says of each header which cells it is the header of', async () => {
    const html = await page();
    for (const header of [
      '<th class="column" scope="colgroup" colspan="7">申请人情况</th>',
      '<th class="column" scope="colgroup" colspan="5">法人或其他组织</th>',
      '<th class="column" scope="col" rowspan="2">自然人</th>',
      '<th class="group" scope="rowgroup" rowspan="22">三、本年度办理结果</th>',
      '<th class="group" scope="row" rowspan="8">（三）不予公开</th>',
      '<th class="row" scope="row" colspan="3">四、结转下年度继续办理</th>',
    ]) {
      expect(html).toContain(header);
    }
    expect([...html.matchAll(/<th (?![^>]*scope=)[^>]*>/g)].map(([header]) => header)).toEqual([]);
  });

  it('lets no merged cell leave its row group or its column group', async () => {
    const table = /<table class="table3">[\s\S]*?<\/table>/.exec(await page())?.[0] ?? '';
    const groups = [...table.matchAll(/<(thead|tbody)>([\s\S]*?)<\/\1>/g)].map(
      ([, , rows = '']) => [...rows.matchAll(/<tr>/g)].length,
    );
    expect(groups).toEqual([3, 2, 22, 1]);
    const columnGroups = [...table.matchAll(/<colgroup>(.*?)<\/colgroup>/g)].map(
      ([, cols = '']) => [...cols.matchAll(/<col /g)].length,
    );
    expect(columnGroups).toEqual([3, 1, 5, 1]);
  });

  it('prints headings, lists and bold of a text', async () => {
    const html = await page({ texts: { s5: '# 问题\n\n1. **更新**慢\n2. 少' } });
    expect(html).toContain(
      '<h4>问题</h4>\n<ol start="1"><li><p><strong>更新</strong>慢</p></li><li><p>少</p></li></ol>',
    );
  });
});
