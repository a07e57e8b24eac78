import fc from 'fast-check';
import { v5 } from 'uuid';
import { deriveEventId } from './event-id';

describe('deriveEventId', () => {
  it('is the UUIDv5 of the index in the namespace of the command', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.nat(), (commandId, index) => {
        expect(deriveEventId(commandId, index)).toBe(v5(String(index), commandId));
      }),
    );
  });

  it('refuses what is no UUID', () => {
    expect(() => deriveEventId('2026-0137', 0)).toThrow('commandId: not a UUID');
  });
});
