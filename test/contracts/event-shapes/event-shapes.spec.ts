import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  EVENTS,
  UnknownEvent,
  evolve,
  liftEvent,
  type CaseEvent,
  type CaseState,
  type LedgerEventType,
} from '@app/disclosure';

/**
 * Every shape ever written, frozen (D15). A changed shape is a new version with a file of its own and an upcast; these
 * files never change, and their hashes say so.
 */
const FROZEN: Record<string, string> = {
  'version-1.json': '181dfa5e5f9dc61ec6c68bc65613710e578e3e00606c1fa22c4a0b71d0a61c72',
  // types that came later, in their first version
  'version-1-units.json': '005bf21203f35762082482f12c377a5a7672f60d5efa134d9e7d4a2f3d0d5dbb',
  'version-1-reviews-and-desks.json': 'db7a730c38e6aaa22ac4d348f628e38621da3be2f872bba80f5eb4b1da888ac3',
  'version-1-letters.json': 'fd1aeeff2de584bbc16ccb2fcedfab5cc9bdc6c685a2cf842b787684a2a5ed44',
  'version-1-reads-and-erasures.json': '7aaa6337b91712e5433c3c493f23bc47fde8ed2ed524189886fc1175d7a11e82',
  'version-1-seals.json': '2e6da6fcf3d13a05925c373011febecc9119894810fc8aab28a780d96028d86e',
  // optional fields that came later
  'version-1-unit-settings.json': 'ce6e7d6541f359dd083ca456433b3b511b91f5c0354ee7ac5e05fe138e544752',
};

const text = (file: string): string => readFileSync(join(__dirname, file), 'utf8');
const samples = Object.keys(FROZEN).flatMap((file) =>
  Object.entries(JSON.parse(text(file)) as Record<string, object>).map(([type, data]) => ({
    type,
    data,
    version: Number(/^version-(\d+)/.exec(file)?.[1]),
  })),
);

const stored = (type: string, schemaVersion: number, data: object) => ({
  id: '00000000-0000-5000-8000-00000000000b',
  stream: 'case-00000000-0000-5000-8000-00000000000c',
  type,
  schemaVersion,
  effectiveOn: '2025-03-03',
  recordedAt: '2025-03-03T01:00:00.000Z',
  actor: { id: 'clerk-1', role: 'handler' },
  revision: 0,
  position: 1,
  data,
  metadata: { unit: 'U1', commandId: '00000000-0000-5000-8000-00000000000d' },
});

it.each(Object.entries(FROZEN))('%s is what it was when it was first written', (file, hash) => {
  expect(createHash('sha256').update(text(file)).digest('hex')).toBe(hash);
});

it('there is a sample of every type in every version it ever had', () => {
  const wanted = (Object.keys(EVENTS) as LedgerEventType[]).flatMap((type) =>
    Array.from({ length: EVENTS[type].version }, (_, i) => `${type} ${i + 1}`),
  );
  const shown = new Set(samples.map(({ type, version }) => `${type} ${version}`));
  expect([...shown].sort()).toEqual(wanted.sort());
});

it.each(samples)('$type of version $version still loads', ({ type, version, data }) => {
  expect(liftEvent(stored(type, version, data))).toMatchObject({ type, data });
});

it.each(samples.filter(({ type }) => evolvable(type)))(
  '$type of version $version still folds into a case',
  ({ type, version, data }) => {
    const registration = samples.find((sample) => sample.type === 'ApplicationRegistered')!;
    const before = evolve(undefined, liftEvent(stored(registration.type, 1, registration.data)) as CaseEvent);
    const after: CaseState = evolve(before, {
      ...liftEvent(stored(type, version, data)),
      revision: 1,
      position: 2,
    } as CaseEvent);
    expect(after).toMatchObject({ caseNo: '2025-0001', revision: 1, position: 2 });
  },
);

it('an event of another time is refused, not guessed', () => {
  expect(() => liftEvent(stored('CaseClosed', 2, {}))).toThrow(UnknownEvent);
  expect(() => liftEvent(stored('CaseReopened', 1, {}))).toThrow(UnknownEvent);
  expect(() => liftEvent(stored('toString', 1, {}))).toThrow(UnknownEvent);
});

function evolvable(type: string): boolean {
  const office = [
    'Unit',
    'Proactive',
    'Report',
    'WorkCalendar',
    'PriorPeriod',
    'ReadRecorded',
    'SelfAudit',
    'LogSealed',
  ];
  return type !== 'ApplicationRegistered' && !office.some((prefix) => type.startsWith(prefix));
}
