import { checkedBodies, DOOR_LIMITS } from './door';
import { Unstorable } from './errors';
import type { AppendRequest, EventToAppend } from './port';

const id = '3e0d8f52-41b7-5f6e-8a90-1c2d3e4f5a6b';

function request(event: Partial<EventToAppend> = {}, rest: Partial<AppendRequest> = {}): AppendRequest {
  const events = [
    {
      id,
      type: 'Noted',
      schemaVersion: 1,
      effectiveOn: '2024-02-29',
      actor: { id: 'u1', role: 'registrar' },
      data: {},
      metadata: {},
      ...event,
    },
  ];
  return { stream: 's', expectedRevision: 'no_stream', commandId: id, events, ...rest };
}

const nested = (levels: number): never =>
  Array.from({ length: levels - 1 }).reduce<object>((inner) => ({ inner }), {}) as never;

describe('the door of the store (F10)', () => {
  it('returns the texts that are stored and hashed', () => {
    expect(checkedBodies(request({ data: { b: 1.5, a: '𠮷' }, metadata: { unit: 'x' } }))).toEqual([
      '{"data":{"b":1.5,"a":"𠮷"},"metadata":{"unit":"x"}}',
    ]);
  });

  it('takes a property that is undefined for an absent one', () => {
    expect(checkedBodies(request({ data: { note: undefined } as never }))).toEqual(['{"data":{},"metadata":{}}']);
  });

  it.each<[string, AppendRequest]>([
    ['commandId', request({}, { commandId: 'A' + id.slice(1).toUpperCase() })],
    ['stream', request({}, { stream: '' })],
    ['stream', request({}, { stream: 'a\0' })],
    ['stream', request({}, { stream: 'x'.repeat(513) })],
    ['digest', request({}, { digest: 'abc' })],
    [
      'newKeys[0].keyId',
      request({}, { newKeys: [{ subject: 'a', keyId: '', wrapped: { masterKeyId: '', text: '' } }] }),
    ],
    ['events[0].id', request({ id: '123' })],
    ['events[1].id', request({}, { events: [...request().events, ...request().events] })],
    ['events[0].type', request({ type: '\udc00' })],
    ['events[0].schemaVersion', request({ schemaVersion: 0 })],
    ['events[0].effectiveOn', request({ effectiveOn: '2023-02-29' })],
    ['events[0].effectiveOn', request({ effectiveOn: '2025-4-1' })],
    ['events[0].effectiveOn', request({ effectiveOn: '2025-04-31' })],
    ['events[0].effectiveOn', request({ effectiveOn: new Date() as never })],
    ['events[0].actor.role', request({ actor: { id: 'a', role: '' } })],
    ['events[0].data', request({ data: [] as never })],
    ['events[0].data', request({ data: { 'a\0': 1 } })],
    ['events[0].data.a[1].b', request({ data: { a: [0, { b: Number.POSITIVE_INFINITY }] } })],
    ['events[0].data.when', request({ data: { when: { toJSON: () => 'x' } } as never })],
    ['events[0].metadata.f', request({ metadata: { f: () => 1 } as never })],
  ])('refuses at %s', (path, bad) => {
    expect(() => checkedBodies(bad)).toThrow(Unstorable);
    expect(() => checkedBodies(bad)).toThrow(`${path}: `);
  });

  it('lets twenty levels through and not twenty-one', () => {
    expect(() => checkedBodies(request({ data: nested(20) }))).not.toThrow();
    expect(() => checkedBodies(request({ data: nested(21) }))).toThrow('nested too deep');
  });

  it('is not brought down by a cycle', () => {
    const data: Record<string, unknown> = {};
    data['self'] = data;
    expect(() => checkedBodies(request({ data: data as never }))).toThrow('nested too deep');
  });

  it('counts bytes, not characters, against a configurable limit', () => {
    const limits = { ...DOOR_LIMITS, maxBodyBytes: 40 };
    expect(() => checkedBodies(request({ data: { a: '文'.repeat(3) } }), limits)).not.toThrow();
    expect(() => checkedBodies(request({ data: { a: '文'.repeat(5) } }), limits)).toThrow('larger than 40 bytes');
  });

  it('never quotes the value', () => {
    const secret = '110101199003078510';
    for (const value of [`${secret}\0`, `${secret}\ud800`, Number(secret), BigInt(secret)]) {
      expect(() => checkedBodies(request({ data: { idNumber: value as never } }))).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining(secret.slice(0, 15)) as string }) as Error,
      );
    }
  });
});
