import type { CaseRecord } from '../case-record';
import { ledgerExtension } from '../ledger-facts';
import { entryById, lastOf, step, toldBy, type AnyStep, type Known } from '../step';

/** What a ledger means that tells an extension without its length (ledger-file §1, 13). */
const USUAL_EXTENSION_WD = 20;
const UNTOLD = '旧台账未记载';

/** The extension: its notice dated, its approval presupposed without date (L-19). */
export function extensionSteps(record: CaseRecord, known: Known): AnyStep[] {
  const { extensionNotifiedOn, extensionWd, receivedOn } = record;
  if (extensionNotifiedOn === undefined && extensionWd === undefined) return [];
  const extension = known.state && ledgerExtension(known.state);
  const approval = step(
    'ExtensionApproved',
    { extraWd: extensionWd ?? USUAL_EXTENSION_WD, approvedBy: UNTOLD, approvedOn: null, reason: UNTOLD },
    {
      known: entryById(known, 'ExtensionApproved', extension?.approvalEventId),
      told: toldBy(known, record, { extraWd: 'extensionWd' }),
      undatedOn: extensionNotifiedOn ?? receivedOn,
    },
  );
  if (extensionNotifiedOn === undefined) return [approval];
  return [
    approval,
    step(
      'ExtensionNotified',
      { notifiedOn: extensionNotifiedOn },
      {
        known: lastOf(known, 'ExtensionNotified', ({ notifiedOn }) => notifiedOn === extension?.notifiedOn),
        told: toldBy(known, record, { notifiedOn: 'extensionNotifiedOn' }),
      },
    ),
  ];
}
