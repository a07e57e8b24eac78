import type { CaseEventData } from '../../events/catalogue';
import type { NewEventOf } from '../../events/envelope';
import type { CaseCommandData } from '../commands';
import type { CaseState } from '../state';
import { fact, isBlank, refuseIf, unless, type Decision } from './decision';

type Part = CaseCommandData['SplitApplication']['children'][number];

/** 一事一申请: several matters in one application become an application each, before anything was done. */
export const splitApplication: Decision<'SplitApplication'> = {
  days: {},
  required: ['reason'],
  decide: ({ reason, children }, state, { today }) =>
    unless(
      refuseIf(wasHandled(state), 'E_SPLIT_TOO_LATE') ??
        refuseIf(children.length < 2 || children.some(isUnnamed) || !areDistinct(children), 'E_MISSING', 'children'),
      () => [fact('ApplicationSplit', { childCaseIds: children.map(({ caseId }) => caseId), reason }, today)],
    ),
};

/** What each part is registered with, in the order of the command: the parent's own, but for number and matter. */
export function registrationsOfParts(
  parent: CaseState,
  { children }: CaseCommandData['SplitApplication'],
): { caseId: string; event: NewEventOf<'ApplicationRegistered'> }[] {
  return children.map((part) => ({
    caseId: part.caseId,
    event: fact('ApplicationRegistered', registrationOf(parent, part)) as NewEventOf<'ApplicationRegistered'>,
  }));
}

function registrationOf(parent: CaseState, part: Part): CaseEventData['ApplicationRegistered'] {
  const { agent, formWanted, routeWanted } = parent;
  return {
    unit: parent.unit,
    caseNo: part.caseNo,
    channel: parent.channel,
    arrivedOn: parent.arrivedOn,
    receivedOn: parent.receivedOn,
    applicantKind: parent.applicantKind,
    applicantName: parent.applicantName,
    applicantIdProof: parent.applicantIdProof,
    contact: parent.contact,
    ...(agent !== undefined && { agent }),
    infoDescription: part.infoDescription,
    ...(formWanted !== undefined && { formWanted }),
    ...(routeWanted !== undefined && { routeWanted }),
    filledByOffice: parent.filledByOffice,
    parentCaseId: parent.caseId,
  };
}

function wasHandled({ correction, fee, decisions }: CaseState): boolean {
  return correction !== undefined || fee !== undefined || decisions.length > 0;
}

const isUnnamed = ({ caseId, caseNo, infoDescription }: Part): boolean =>
  isBlank(caseId) || isBlank(caseNo) || isBlank(infoDescription);

const areDistinct = (parts: readonly Part[]): boolean =>
  new Set(parts.map(({ caseId }) => caseId)).size === parts.length;
