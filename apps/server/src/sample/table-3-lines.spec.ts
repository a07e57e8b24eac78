import { tablesFrom } from '@app/annual-report';
import { displayWidth, table3Lines } from './table-3-lines';

describe('table 3 in a terminal', () => {
  const { table3 } = tablesFrom({
    't3.new_received.natural_person': 12,
    't3.new_received.total': 12,
    't3.other_correction_lapsed.natural_person': 1,
    't3.other_correction_lapsed.total': 1,
  });

  it('keeps its columns below each other although Chinese takes two places', () => {
    const widths = table3Lines(table3).map(displayWidth);
    expect(new Set(widths).size).toBe(1);
  });

  it('shows rows with cases and the four that carry the relation, no row of zeros', () => {
    const labels = table3Lines(table3).map((line) => line.trim().split(/\s/)[0]);
    expect(labels).toHaveLength(1 + 5);
    expect(labels[1]).toBe('一、本年新收政府信息公开申请数量');
    expect(labels[3]).toMatch(/^1\.申请人无正当理由.*…$/);
  });
});
