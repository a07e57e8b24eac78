import type { VoidReason } from '../../events/catalogue';
import { fact, refuseIf, unless, type Decision } from './decision';

/** What a clerk may void for; a withdrawal before receipt and a reversed import (L-23) void by themselves. */
const GROUNDS: Record<VoidReason, boolean> = {
  double_registration: true,
  test_entry: true,
  wrong_agency_registration: true,
  withdrawn_unconfirmed: false,
  import_reversed: false,
};

/** A registration that should not exist; it counts nowhere. */
export const voidCase: Decision<'VoidCase'> = {
  days: {},
  required: ['reason', 'approvedBy'],
  decide: (data, _state, { today }) =>
    unless(refuseIf(!(Object.hasOwn(GROUNDS, data.reason) && GROUNDS[data.reason]), 'E_VOID_REASON', 'reason'), () => [
      fact('CaseVoided', data, today),
    ]),
};
