import { operator } from './operator';
import { refusalText } from './refusal-text';
import { Refused } from '@app/use-cases';

const before = process.env['LEDGER_ROLE'];
afterEach(() => {
  if (before === undefined) delete process.env['LEDGER_ROLE'];
  else process.env['LEDGER_ROLE'] = before;
});

describe('the role of whoever runs a command', () => {
  it('is that of the machine unless LEDGER_ROLE claims another', () => {
    delete process.env['LEDGER_ROLE'];
    expect(operator().role).toBe('admin');
    process.env['LEDGER_ROLE'] = 'office_head';
    expect(operator().role).toBe('office_head');
  });

  it.each(['system', 'boss', '', 'toString'])('is never %p', (role) => {
    process.env['LEDGER_ROLE'] = role;
    expect(() => operator()).toThrow(/^LEDGER_ROLE must be one of registrar, .*admin$/);
  });

  it('is named where it does not suffice', () => {
    const refused = refusalText(
      new Refused({ code: 'E_ROLE', detail: { role: 'handler', allowed: 'office_head, admin' } }),
    );
    expect(refused).toMatchObject({ code: 'E_ROLE', rule: 'R §13', field: 'LEDGER_ROLE' });
    expect(refused?.message).toContain('allowed office_head, admin');
  });
});
