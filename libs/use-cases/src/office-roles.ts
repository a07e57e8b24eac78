import type { Actor, Role } from '@app/disclosure';
import { Refused } from './refused';

/** What concerns the office as a whole, and no single case. */
export type OfficeUseCase =
  'RegisterUnit' | 'MoveUnit' | 'AbolishUnit' | 'RecordWorkCalendar' | 'PublishReport' | 'ReviseReport' | 'SealLog';

/** Who keeps the tree of units; the sample loads as the system. */
const KEEPERS: readonly Role[] = ['office_head', 'admin', 'system'];
/** Who answers for a report: statisticians prepare it, they do not put it out. */
const PUBLISHERS: readonly Role[] = ['office_head', 'signer', 'admin'];

/** Who may do it (E_ROLE); the roles of case commands are `ROLES_FOR`. */
export const OFFICE_ROLES: Record<OfficeUseCase, readonly Role[]> = {
  RegisterUnit: KEEPERS,
  MoveUnit: KEEPERS,
  AbolishUnit: KEEPERS,
  RecordWorkCalendar: ['office_head', 'admin'],
  PublishReport: PUBLISHERS,
  ReviseReport: PUBLISHERS,
  SealLog: ['auditor', 'office_head', 'admin', 'system'],
};

/** @throws Refused E_ROLE, telling the role and those that may */
export function requireRole(useCase: OfficeUseCase, { role }: Actor): void {
  const allowed = OFFICE_ROLES[useCase];
  if (allowed.includes(role)) return;
  throw new Refused({
    code: 'E_ROLE',
    detail: { role, allowed: allowed.filter((each) => each !== 'system').join(', ') },
  });
}
