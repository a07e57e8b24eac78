import { whatIsLeft } from './import';

const tally = (count: number) => ({ count, byCode: {} });

describe('what an import leaves to do', () => {
  it('is nothing where every row was taken', () => {
    expect(whatIsLeft({ rowsToAnswer: 0, refused: tally(0) })).toEqual([]);
  });

  it('is said in a line for the rows that wait for an answer, and one for what was refused', () => {
    const [waiting, refused, ...more] = whatIsLeft({ rowsToAnswer: 3, refused: tally(2) });
    expect(waiting).toMatch(/^3 行待确认、未导入：.*再次导入.*rows need an answer/);
    expect(refused).toMatch(/^2 处被拒绝：.*再次导入/);
    expect(more).toEqual([]);
  });
});
