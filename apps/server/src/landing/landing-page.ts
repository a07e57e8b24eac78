import type { Unit } from '@app/read-models';

/** First year of the form in force. */
const FIRST_YEAR = 2021;

/** The first page: units, years, and where to go. Self-contained, no script. */
export function landingPage(units: Unit[], thisYear: number): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>依申请公开案件台账</title>
<style>
body { font: 16px/1.7 "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; max-width: 56rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; } th, td { border: 1px solid #bbb; padding: .25rem .75rem; text-align: left; font-weight: normal; }
a { color: #0b5394; } .muted { color: #666; }
</style>
</head>
<body>
<main>
<h1>依申请公开案件台账</h1>
<p>每件申请一条事件流；年报是这些事件的投影。<span class="muted">One event stream per request; the annual report is a projection.</span></p>
<p><a href="/docs">接口文档 API</a> · <a href="/health/ready">运行状态 health</a> · <a href="/api/v1/problems">错误代码 problem codes</a></p>
${units.length > 0 ? units.map((unit) => section(unit, thisYear)).join('\n') : NOTHING}
</main>
</body>
</html>
`;
}

const NOTHING = '<p>尚无单位。请用 <code>POST /api/v1/units</code>（<code>X-Role: admin</code>）登记，或导入台账。</p>';

function section({ unit, name }: Unit, thisYear: number): string {
  const base = `/api/v1/units/${encodeURIComponent(unit)}`;
  const years = Array.from({ length: Math.max(1, thisYear - FIRST_YEAR + 1) }, (_, i) => thisYear - i);
  return `<section>
<h2>${escaped(name)} <span class="muted">${escaped(unit)}</span></h2>
<p><a href="${base}/cases">登记簿</a> · <a href="${base}/due">期限</a> · 导出台账 <a href="${base}/ledger.xlsx">xlsx</a> <a href="${base}/ledger.csv">csv</a></p>
<table>
<thead><tr><th scope="col">年份</th><th scope="col">年报</th><th scope="col">下载</th><th scope="col">数据</th></tr></thead>
<tbody>
${years.map((year) => row(`${base}/reports/${year}`, year)).join('\n')}
</tbody>
</table>
</section>`;
}

function row(report: string, year: number): string {
  return `<tr><th scope="row">${year}</th><td><a href="${report}/report.html">查看</a></td><td><a href="${report}/report.docx">docx</a> <a href="${report}/report.xlsx">xlsx</a></td><td><a href="${report}/tables">三张表 JSON</a></td></tr>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
