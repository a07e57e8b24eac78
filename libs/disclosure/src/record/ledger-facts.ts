import type { CaseState, Consultation, Epoch, MadeDecision } from '../case/state';

/** The one consultation a ledger row has room for: the first of a third party before the case was closed. */
export function ledgerConsultation({ consultations, closing }: CaseState): Consultation | undefined {
  return consultations.find(
    ({ kind, sentOn }) => kind === 'third_party' && !(closing && sentOn !== null && sentOn > closing.concludedOn),
  );
}

/** The one extension a ledger row has room for: the last the applicant was told of, else the last approved. */
export function ledgerExtension({ epochs }: CaseState): Epoch['extension'] {
  const extensions = epochs.map(({ extension }) => extension);
  return extensions.findLast((e) => e?.notifiedOn !== undefined) ?? extensions.findLast((e) => e !== undefined);
}

/** The decision a ledger row tells: the first reply, whatever was decided anew later. */
export function ledgerDecision({ decisions }: CaseState): MadeDecision | undefined {
  return decisions.findLast(({ kind, revoked }) => kind === 'decided' && !revoked);
}
