import { renderXlsx } from '@app/annual-report';
import { unzipped } from '../../../test/read-docx';
import { sheetsOf } from '../../../test/read-xlsx';
import { sampleReport } from '../../../test/sample-report';

describe('the report as a workbook', () => {
  it('has three visible sheets whose figures are numbers', async () => {
    const sheets = await sheetsOf(await renderXlsx(sampleReport()));
    expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['主动公开政府信息情况', false],
      ['收到和处理申请情况', false],
      ['行政复议、行政诉讼情况', false],
    ]);
    expect(sheets[0]?.matrix.at(-1)).toEqual(['行政事业性收费', 128.465, 128.465, 128.465]);
    expect(sheets[1]?.matrix.at(-1)?.slice(3)).toEqual([9, 2, 0, 0, 0, 0, 11]);
  });

  it.each(['=1+1局', '+局', '-局', '@局', '＝cmd|局', '＋局', '－局', '＠局'])(
    'keeps a unit named %s as text',
    async (name) => {
      const file = await renderXlsx(sampleReport({ unit: { code: 'X', name } }));
      const parts = await unzipped(file);
      const sheets = [...parts].filter(([part]) => part.startsWith('xl/worksheets/')).map(([, xml]) => xml);
      expect(sheets).toHaveLength(3);
      expect(sheets.some((xml) => /<f[ >]/.test(xml))).toBe(false);
      expect((await sheetsOf(file))[0]?.matrix[0]?.[0]).toBe(`${name}2024年政府信息公开工作年度报告`);
    },
  );
});
