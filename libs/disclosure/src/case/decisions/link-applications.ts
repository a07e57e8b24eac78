import { fact, isBlank, refuseIf, unless, type Decision } from './decision';

/** Several applications answered in one reply; each stays one 件 (S9). */
export const linkApplications: Decision<'LinkApplications'> = {
  days: {},
  required: [],
  decide: ({ caseIds }, { linkedCaseIds }, { caseId, today }) =>
    unless(
      refuseIf(caseIds.length === 0 || caseIds.some(isBlank), 'E_MISSING', 'caseIds') ??
        refuseIf(
          caseIds.every((id) => id === caseId || linkedCaseIds.includes(id)),
          'E_NO_CHANGE',
          'caseIds',
        ),
      () => [fact('ApplicationsLinked', { caseIds: [...new Set(caseIds)].filter((id) => id !== caseId) }, today)],
    ),
};
