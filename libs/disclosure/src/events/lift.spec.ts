import { caseIdIn } from './case-stream';
import { EVENTS } from './definitions';
import { liftEvent, UnknownEvent, type StoredEvent } from './lift';

const stored: StoredEvent = {
  id: 'event-1',
  type: 'ReceiptConfirmed',
  stream: 'case-demo-case',
  schemaVersion: EVENTS.ReceiptConfirmed.version,
  effectiveOn: '2025-03-04',
  recordedAt: '2025-03-04T01:00:00.000Z',
  actor: { id: 'clerk', role: 'registrar' },
  revision: 1,
  position: 17,
  data: { confirmedOn: '2025-03-04', means: '电话', auto: false },
  metadata: { unit: 'DEMO', commandId: 'command-1' },
};

describe('a stored event is read in today’s shape (D15)', () => {
  it('as it stands, where its shape is today’s', () => {
    expect(liftEvent(stored)).toStrictEqual(stored);
  });

  it('with its note, which is kept encrypted among the data (D9), where notes stand', () => {
    const lifted = liftEvent({ ...stored, data: { ...stored.data, note: '原件存档' } });
    expect(lifted).toStrictEqual({ ...stored, metadata: { ...stored.metadata, note: '原件存档' } });
  });

  it('without the note of somebody whose key is gone', () => {
    expect(liftEvent({ ...stored, data: { ...stored.data, note: null } })).toStrictEqual(stored);
  });

  it.each<[string, Partial<StoredEvent>]>([
    ['a type nobody knows', { type: 'PigeonSent' }],
    ['what every object has', { type: 'toString' }],
    ['a later version', { schemaVersion: stored.schemaVersion + 1 }],
    ['no version', { schemaVersion: 0 }],
  ])('%s is never skipped (F16)', (_, changed) => {
    const read = () => liftEvent({ ...stored, ...changed });
    expect(read).toThrow(UnknownEvent);
    expect(read).toThrow(expect.objectContaining({ position: 17, ...changed }) as Error);
  });

  it('what it says is where to look', () => {
    expect(() => liftEvent({ ...stored, type: 'PigeonSent' })).toThrow('position 17 is of unknown type PigeonSent');
  });

  it('leaves what is stored as it was', () => {
    const noted = Object.freeze({ ...stored, data: Object.freeze({ ...stored.data, note: '原件存档' }) });
    const before = JSON.stringify(noted);
    liftEvent(noted);
    expect(JSON.stringify(noted)).toBe(before);
  });
});

describe('the stream of a case', () => {
  it('is named after it', () => {
    expect(caseIdIn('case-demo-case')).toBe('demo-case');
  });

  it.each(['unit-DEMO', 'case', '', 'a-case-1'])('“%s” is the stream of no case', (stream) => {
    expect(() => caseIdIn(stream)).toThrow(RangeError);
  });
});
