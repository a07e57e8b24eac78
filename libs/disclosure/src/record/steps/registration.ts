import { CHANNELS, type Channel } from '../../vocabulary/channels';
import type { CaseRecord } from '../case-record';
import { lastOf, step, toldBy, type AnyStep, type Known } from '../step';

/** Where a ledger does not tell the channel: one whose day of arrival is the day of receipt, as the row has it. */
const UNTOLD_CHANNEL: Channel = 'in_person';

/** What means of confirmation an old ledger can name. */
const MEANS = '台账导入';

/** The registration, and for channels that need it the confirmation: 收到日期 is its day (ledger-file §1, 4). */
export function registrationSteps(record: CaseRecord, known: Known): AnyStep[] {
  const channel = record.channel ?? UNTOLD_CHANNEL;
  const confirmation = lastOf(known, 'ReceiptConfirmed');
  const confirmed =
    confirmation !== undefined ||
    (known.state ? known.state.receivedOn === null : CHANNELS[channel].receipt === 'byConfirmation');
  const described = lastOf(known, 'CorrectionReceived', ({ newDescription }) => newDescription !== undefined);
  const registration = step(
    'ApplicationRegistered',
    {
      unit: record.unit,
      caseNo: record.caseNo,
      channel,
      arrivedOn: record.arrivedOn ?? record.receivedOn,
      receivedOn: confirmed ? null : record.receivedOn,
      applicantKind: record.applicantKind,
      applicantName: record.applicantName ?? null,
      applicantIdProof: record.applicantIdProof ?? null,
      contact: record.contact ?? null,
      infoDescription: record.infoDescription ?? null,
      filledByOffice: false,
    },
    {
      known: lastOf(known, 'ApplicationRegistered'),
      told: [
        ...toldBy(known, record, {
          channel: 'channel',
          applicantKind: 'applicantKind',
          applicantName: 'applicantName',
          applicantIdProof: 'applicantIdProof',
          contact: 'contact',
          receivedOn: 'receivedOn',
        }),
        'arrivedOn',
        ...(described ? [] : toldBy(known, record, { infoDescription: 'infoDescription' })),
      ],
    },
  );
  if (!confirmed) return [registration];
  return [
    registration,
    step(
      'ReceiptConfirmed',
      { confirmedOn: record.receivedOn, means: MEANS, auto: false },
      { known: confirmation, told: toldBy(known, record, { confirmedOn: 'receivedOn' }) },
    ),
  ];
}
