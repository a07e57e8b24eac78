import type { DifferenceReason, ReportDifference } from '@app/read-models';
import { differenceText } from './diff';

const event = {
  type: 'ApplicationRegistered' as const,
  position: 12,
  effectiveOn: '2024-12-28',
  recordedAt: '2025-02-01T00:00:00.000Z',
  actor: { id: 'clerk', role: 'handler' as const },
};
const reason = (unit: string, delta: number, caseNo: string): DifferenceReason => ({
  kind: 'late_entry',
  unit,
  delta,
  caseId: `id of ${caseNo}`,
  caseNo,
  event,
});
const difference: ReportDifference = {
  unit: 'CITY',
  year: 2024,
  revision: 1,
  published: 10,
  position: 14,
  cells: [
    {
      cell: 't3.new_received.natural_person',
      label: '新收—自然人',
      published: 4,
      now: 5,
      delta: 1,
      reasons: [reason('DEPT-A', 1, '2024-0005')],
    },
  ],
  offset: [
    {
      cell: 't3.granted.natural_person',
      label: '予以公开—自然人',
      published: 2,
      now: 2,
      delta: 0,
      reasons: [reason('DEPT-A', 1, '2024-0006'), reason('DEPT-B', -1, '2024-0007')],
    },
  ],
};

describe('a difference in text', () => {
  const lines = differenceText(difference).split('\n');

  it('says whose register each reason is', () => {
    expect(lines.find((line) => line.includes('2024-0005'))).toContain('DEPT-A');
    expect(lines.find((line) => line.includes('2024-0007'))).toContain('DEPT-B');
  });

  it('lists the cells whose changes cancel out, apart from those that differ', () => {
    expect(lines[0]).toBe('CITY 2024 · revision 1 · position 10 → 14 · 1 cells differ');
    const apart = lines.findIndex((line) => line.startsWith('1 cells say the same of other cases'));
    expect(apart).toBeGreaterThan(lines.findIndex((line) => line.startsWith('t3.new_received')));
    expect(lines.slice(apart).join('\n')).toContain('t3.granted.natural_person (予以公开—自然人): 2 → 2');
  });

  it('says nothing of them where there are none', () => {
    expect(differenceText({ ...difference, offset: [] })).not.toContain('other cases');
  });
});
