import { jobIdOf, jobsDue } from './job';

describe('the jobs that a moment asks for', () => {
  const ids = (on: string, time: string) =>
    jobsDue({ on, time }, ['D01', 'D02']).map(({ name, data }) => jobIdOf(name, data as never));

  it('are none before ten past midnight', () => {
    expect(ids('2026-01-01', '00:09')).toEqual([]);
  });

  it('are the sweep of the day, the drafts about the past year, the self-audit and last the seal', () => {
    expect(ids('2026-01-01', '00:10')).toEqual([
      'sweep:2026-01-01',
      'draft:D01:2025',
      'draft:D02:2025',
      'self_audit:2026-01-01',
      'seal:2026-01-01',
    ]);
  });

  it('ask for one draft of a unit and year, however late in the year, and date it on the day', () => {
    expect(ids('2026-11-27', '23:59')).toContain('draft:D01:2025');
    expect(ids('2026-11-27', '23:59')).toContain('self_audit:2026-11-27');
    expect(jobsDue({ on: '2026-11-27', time: '23:59' }, ['D01'])[1]?.data).toEqual({
      unit: 'D01',
      year: 2025,
      on: '2026-11-27',
    });
  });
});
