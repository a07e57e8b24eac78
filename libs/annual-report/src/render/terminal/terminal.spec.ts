import { tablesFrom } from '../../form/tables';
import { tablesText } from './tables-text';
import { displayWidth, terminalTable } from './terminal-table';

describe('a table in a terminal', () => {
  it('counts a Chinese character as two columns', () => {
    expect([displayWidth('自然人'), displayWidth('abc'), displayWidth('（一）')]).toEqual([6, 3, 6]);
  });

  it('aligns numbers to the right under their headings', () => {
    expect(
      terminalTable([
        ['', '自然人'],
        ['新收', 5],
        ['结转', 12],
      ]),
    ).toBe('      自然人\n新收       5\n结转      12');
  });

  it('leaves out rows of zeros in brief, but never the four items of the relation', () => {
    const tables = tablesFrom({ 't3.granted.natural_person': 7, 't3.granted.total': 7 });
    const firstWords = tablesText(tables, 'brief')
      .split('\n')
      .slice(1)
      .map((line) => line.split(' ')[0]);
    expect(firstWords).toHaveLength(5);
    expect(firstWords).toContain('（一）予以公开');
    expect(tablesText(tables).split('\n')).toHaveLength(1 + 25 + 1 + 4);
  });
});
