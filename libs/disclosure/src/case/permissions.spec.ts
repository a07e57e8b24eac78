import type { RejectionCode } from '../vocabulary/rejections';
import { ROLES, type Role } from '../vocabulary/roles';
import type { CaseCommandName } from './commands';
import { PERMISSIONS, ROLES_FOR } from './permissions';
import { HISTORY_OF, SAMPLE_OF } from './sample-histories';
import { command, given, stateAfter } from './specification';
import { CASE_STATUSES, type CaseStatus } from './state';

const statuses = Object.keys(CASE_STATUSES) as CaseStatus[];
const commands = Object.keys(PERMISSIONS) as CaseCommandName[];
const pairs = commands.flatMap((name) => statuses.map((status) => ({ name, status, says: PERMISSIONS[name][status] })));

describe('states × commands (regulation §13)', () => {
  it.each(statuses)('a history leads to %s', (status) => {
    expect(stateAfter(...HISTORY_OF[status]).status).toBe(status);
  });

  const forbidden = pairs.filter(({ says }) => says !== 'allowed' && says !== 'overdue');
  it.each(forbidden)('$name in $status is refused with $says', ({ name, status, says }) => {
    given(...HISTORY_OF[status])
      .when(command(name, SAMPLE_OF[name]))
      .thenRejected(says as RejectionCode);
  });

  const onlyOverdue = pairs.filter(({ says }) => says === 'overdue');
  it.each(onlyOverdue)('$name in $status is refused while the reply period runs', ({ name, status }) => {
    given(...HISTORY_OF[status])
      .when(command(name, SAMPLE_OF[name]), { today: '2025-03-31' })
      .thenRejected('E_STATE');
  });

  it('lets nobody do anything with a void or a split case', () => {
    const answers = commands.flatMap((name) => [PERMISSIONS[name].VOID, PERMISSIONS[name].SPLIT]);
    expect(new Set(answers)).toEqual(new Set(['E_STATE']));
  });
});

describe('who may act (E_ROLE)', () => {
  const roles = Object.keys(ROLES) as Role[];
  const refused = commands.flatMap((name) =>
    roles.filter((role) => !ROLES_FOR[name].includes(role)).map((role) => ({ name, role })),
  );
  it.each(refused)('$name is refused to $role', ({ name, role }) => {
    given(...HISTORY_OF.RUNNING)
      .when(command(name, SAMPLE_OF[name]), { actor: { id: 'someone', role } })
      .thenRejected('E_ROLE');
  });

  it('keeps those who count and audit away from every command', () => {
    for (const name of commands) {
      expect(ROLES_FOR[name]).not.toContain('auditor');
      expect(ROLES_FOR[name]).not.toContain('statistician');
    }
  });

  it('leaves the approval of an extension to the head of the disclosure office (R-31)', () => {
    expect(ROLES_FOR.ApproveExtension).toEqual(['office_head']);
  });
});
