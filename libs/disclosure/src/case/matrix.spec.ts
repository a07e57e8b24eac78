import { REJECTIONS } from '../vocabulary/rejections';
import { COMMANDS, matrix, STATUSES } from './matrix';

const cells = matrix();
const named = cells.map((cell) => [`${cell.name} in ${cell.status}: ${cell.says}`, cell] as const);

describe('every command in every state (regulation §13)', () => {
  it('leaves out none', () => {
    expect(new Set(cells.map(({ name, status }) => `${name} ${status}`)).size).toBe(STATUSES.length * COMMANDS.length);
    expect(cells.length).toBe(STATUSES.length * COMMANDS.length);
  });

  it.each(named.filter(([, { says }]) => says === 'allowed' || says === 'overdue'))('%s', (_, cell) => {
    expect(cell.before).toBe(cell.status);
    expect(cell.outcome).toMatchObject({ events: expect.arrayContaining([expect.anything()]) as unknown });
    if (cell.says === 'overdue') expect(cell.inTime).toMatchObject({ rejection: { code: 'E_STATE' } });
  });

  it.each(named.filter(([, { says }]) => says !== 'allowed' && says !== 'overdue'))('%s', (_, cell) => {
    expect(cell.outcome).toEqual({ rejection: { code: cell.says, detail: { state: cell.before } } });
    expect(REJECTIONS[cell.says as keyof typeof REJECTIONS].rule).not.toBe('');
  });
});
