import { REJECTIONS, reasonAt } from './rejections';

describe('the reason of a refusal at its field', () => {
  it('is its own where the code alone would mislead: an approver is not refused as a role (R-110)', () => {
    expect(reasonAt({ code: 'E_ROLE', field: 'approvedBy' })).toMatchObject({ rule: 'R-110' });
    expect(reasonAt({ code: 'E_ROLE', field: 'approvedBy' })).not.toMatchObject({ zh: REJECTIONS.E_ROLE.zh });
  });

  it('is none of its own at another field, for another code, or at none', () => {
    expect(reasonAt({ code: 'E_ROLE', field: 'actor' })).toBeUndefined();
    expect(reasonAt({ code: 'E_DATE', field: 'approvedBy' })).toBeUndefined();
    expect(reasonAt({ code: 'E_ROLE' })).toBeUndefined();
  });
});
