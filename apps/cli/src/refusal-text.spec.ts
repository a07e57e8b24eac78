import { Refused } from '@app/use-cases';
import { RefusedByLedger } from './command';
import { refusalText } from './refusal-text';

describe('a refusal in words', () => {
  it('says that two people are needed where the approver is the operator (R-110)', () => {
    const told = refusalText(new Refused({ code: 'E_ROLE', field: 'approvedBy' }));
    expect(told).toMatchObject({ code: 'E_ROLE', rule: 'R-110', field: 'approvedBy' });
    expect(told?.message).toContain('须由另一人批准');
    expect(told?.message).toContain('two people are needed');
  });

  it('names the variable of the role where it is the role that lacks', () => {
    const told = refusalText(new Refused({ code: 'E_ROLE' }));
    expect(told).toMatchObject({ rule: 'R §13', field: 'LEDGER_ROLE' });
    expect(told?.message).not.toContain('two people');
  });

  it('lists what may stand in a field, where the form says so', () => {
    const reason = { zh: '应为以下之一：granted', en: 'must be one of: granted' };
    expect(refusalText(new RefusedByLedger('E_RESULT_CODE', { field: 'resultCode', reason }))?.message).toBe(
      '没有此办理结果：应为以下之一：granted / no such result code: must be one of: granted',
    );
  });
});
