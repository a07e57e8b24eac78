import { stateCouncilCalendar } from '@app/disclosure';
import { deriveEventId, EMPTY_HEAD, headAfter, type StoredEvent } from '@app/event-store';
import type { BundleLog } from '../src/bundle/write-bundle';
import { writeBundle } from '../src/bundle/write-bundle';
import { nextSeal } from '../src/next-seal';
import { sealText } from '../src/seal-text';
import { SEAL_EVENT, SEALS_STREAM } from '../src/sealed-event';
import { sealKeyOf } from '../src/sign';

/** The key of test 2 of RFC 8032 §7.1: everybody knows it, nothing real may be sealed with it. */
const SECRET = '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb';
const PKCS8_OF_ED25519 = '302e020100300506032b657004220420';
const KEY = sealKeyOf(
  `-----BEGIN PRIVATE KEY-----\n${Buffer.from(PKCS8_OF_ED25519 + SECRET, 'hex').toString('base64')}\n-----END PRIVATE KEY-----\n`,
);
const STORE = '6f1c2b7e-8d0a-4c11-9e54-0b1f7a2d3c44';

const registration = (unit: string, caseNo: string, receivedOn: string) => ({
  unit,
  caseNo,
  channel: 'in_person',
  arrivedOn: receivedOn,
  receivedOn,
  applicantKind: 'natural_person',
  filledByOffice: false,
});
const CLOSED = { concludedOn: '2025-01-06', resultCode: 'granted', closingKind: 'replied' };
const [OURS, THEIRS] = ['case-00000000-0000-5000-8000-000000000001', 'case-00000000-0000-5000-8000-000000000002'];

/** Five events of two units: one request of U1, decided in the year after, one of U2. */
const TOLD: [stream: string, unit: string, type: string, effectiveOn: string, data: object][] = [
  ['unit-U1', 'U1', 'UnitRegistered', '2024-01-02', { unit: 'U1', name: '示例局', canMakeRules: false }],
  [OURS, 'U1', 'ApplicationRegistered', '2024-12-20', registration('U1', '2024-0001', '2024-12-20')],
  [THEIRS, 'U2', 'ApplicationRegistered', '2024-12-21', registration('U2', '2024-0001', '2024-12-21')],
  [THEIRS, 'U2', 'CaseClosed', '2025-01-06', CLOSED],
  [OURS, 'U1', 'CaseClosed', '2025-01-06', CLOSED],
];

async function exampleLog(): Promise<BundleLog> {
  const events: StoredEvent[] = [];
  const add = (stream: string, type: string, effectiveOn: string, data: object, metadata: object): void => {
    const position = events.length + 1;
    const event = {
      position,
      stream,
      revision: events.filter((each) => each.stream === stream).length,
      id: deriveEventId('00000000-0000-4000-8000-000000000000', position),
      type,
      schemaVersion: 1,
      effectiveOn,
      recordedAt: `2025-01-10T01:00:0${position}.000Z`,
      actor: { id: 'clerk-1', role: 'handler' },
      body: JSON.stringify({ data, metadata }),
    };
    events.push({ ...event, hash: headAfter(events.at(-1)?.hash ?? EMPTY_HEAD, event) });
  };
  for (const [stream, unit, type, effectiveOn, data] of TOLD) add(stream, type, effectiveOn, data, { unit });
  const seal = await nextSeal({ storeId: STORE, events, now: '2025-01-10T02:00:00.000Z' });
  add(SEALS_STREAM, SEAL_EVENT, '2025-01-10', { ...KEY.sign(sealText(seal!)), publicKey: KEY.raw }, {});
  const last = events.at(-1)!;
  return {
    head: () => Promise.resolve({ storeId: STORE, position: last.position, hash: last.hash }),
    readStored: async function* ({ after = 0, to = last.position } = {}) {
      await Promise.resolve();
      yield* events.slice(after, to);
    },
  };
}

/** The bundle of the example of docs/audit-bundle.md, the same in every run. */
export async function exampleBundle(): Promise<string[]> {
  const lines: string[] = [];
  await writeBundle(
    await exampleLog(),
    { unit: 'U1', year: 2025, everything: false, calendarAt: () => stateCouncilCalendar },
    (line) => void lines.push(line),
  );
  return lines;
}

/** As the page shows it: the long lists left out. */
export const abbreviated = (line: string): string =>
  line.replace(/"cells":\[\[.*\]\],/, '"cells":[…],').replace(/"years":\[\{.*\}\]/, '"years":[…]');
