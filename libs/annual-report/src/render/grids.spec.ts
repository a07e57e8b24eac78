import { CELL_IDS } from '@app/annual-report';
import { headerAreas, matrixOf, type Grid } from './grid';
import { GRIDS } from './grids';

const texts = (table: Grid['table']) =>
  matrixOf(GRIDS[table]).map((row) => row.map((cell) => (cell.cell === undefined ? cell.text : '#')).join('|'));

describe('the layout of the tables', () => {
  it('covers every field of every table exactly once', () => {
    for (const grid of Object.values(GRIDS)) expect(() => matrixOf(grid)).not.toThrow();
    const overlapping = { rows: 1, columns: 1, cells: [...GRIDS.table4.cells.slice(0, 1)] };
    expect(() => matrixOf(overlapping)).toThrow('outside the grid');
    expect(() => matrixOf({ ...GRIDS.table4, cells: GRIDS.table4.cells.slice(1) })).toThrow('not covered: 0/0');
    expect(() =>
      matrixOf({ ...GRIDS.table4, cells: [...GRIDS.table4.cells, ...GRIDS.table4.cells.slice(0, 1)] }),
    ).toThrow('covered twice: 0/0');
  });

  it('prints every cell of the form once', () => {
    const shown = Object.values(GRIDS).flatMap((grid) => grid.cells.flatMap(({ cell }) => cell ?? []));
    expect(shown.sort()).toEqual([...CELL_IDS].sort());
  });

  it('fills the 156 mm between the margins', () => {
    for (const grid of Object.values(GRIDS)) {
      expect(grid.widths).toHaveLength(grid.columns);
      expect(grid.widths.reduce((sum, width) => sum + width, 0)).toBe(1560);
    }
  });

  it('is that of the form for table 2', () => {
    expect(texts('table2')).toEqual([
      '第二十条第（一）项|第二十条第（一）项|第二十条第（一）项|第二十条第（一）项',
      '信息内容|本年制发件数|本年废止件数|现行有效件数',
      '规章|#|#|#',
      '行政规范性文件|#|#|#',
      '第二十条第（五）项|第二十条第（五）项|第二十条第（五）项|第二十条第（五）项',
      '信息内容|本年处理决定数量|本年处理决定数量|本年处理决定数量',
      '行政许可|#|#|#',
      '第二十条第（六）项|第二十条第（六）项|第二十条第（六）项|第二十条第（六）项',
      '信息内容|本年处理决定数量|本年处理决定数量|本年处理决定数量',
      '行政处罚|#|#|#',
      '行政强制|#|#|#',
      '第二十条第（八）项|第二十条第（八）项|第二十条第（八）项|第二十条第（八）项',
      '信息内容|本年收费金额（单位：万元）|本年收费金额（单位：万元）|本年收费金额（单位：万元）',
      '行政事业性收费|#|#|#',
    ]);
  });

  it('is that of the form for table 3', () => {
    const corner = '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）';
    const [top, middle, bottom, first, , granted, , secret] = texts('table3');
    const numbers = '#|#|#|#|#|#|#';
    expect(top).toBe(`${corner}|${corner}|${corner}|${Array<string>(7).fill('申请人情况').join('|')}`);
    expect(middle).toBe(
      `${corner}|${corner}|${corner}|自然人|${Array<string>(5).fill('法人或其他组织').join('|')}|总计`,
    );
    expect(bottom).toBe(`${corner}|${corner}|${corner}|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计`);
    expect(first).toBe(`${Array<string>(3).fill('一、本年新收政府信息公开申请数量').join('|')}|${numbers}`);
    expect(granted).toBe(`三、本年度办理结果|（一）予以公开|（一）予以公开|${numbers}`);
    expect(secret).toBe(`三、本年度办理结果|（三）不予公开|1.属于国家秘密|${numbers}`);
    expect(texts('table3').at(-2)).toBe(`三、本年度办理结果|（七）总计|（七）总计|${numbers}`);
    expect(texts('table3').at(-1)).toBe(`${Array<string>(3).fill('四、结转下年度继续办理').join('|')}|${numbers}`);
  });

  it('is that of the form for table 4', () => {
    const five = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
    expect(texts('table4')).toEqual([
      [...Array<string>(5).fill('行政复议'), ...Array<string>(10).fill('行政诉讼')].join('|'),
      [...five, ...Array<string>(5).fill('未经复议直接起诉'), ...Array<string>(5).fill('复议后起诉')].join('|'),
      [...five, ...five, ...five].join('|'),
      Array<string>(15).fill('#').join('|'),
    ]);
  });

  it('does not join headings that only have the same words under different parents', () => {
    const leaves = [
      { label: 'a', headings: ['甲', '同'] },
      { label: 'b', headings: ['乙', '同'] },
    ];
    expect(
      headerAreas(leaves, 3)
        .filter(({ text }) => text === '同')
        .map(({ start, span }) => [start, span]),
    ).toEqual([
      [0, 1],
      [1, 1],
    ]);
  });
});
