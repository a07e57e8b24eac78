import fc from 'fast-check';
import { depthOf } from './json-body';

const depth = (json: string): number => depthOf(Buffer.from(json));

describe('the nesting of a body, before it is parsed', () => {
  it('counts lists and objects, the deepest one', () => {
    expect(depth('1')).toBe(0);
    expect(depth('{"a":[1,{"b":[]}],"c":{}}')).toBe(4);
  });

  it('does not take brackets in strings for nesting, escaped quotes included', () => {
    expect(depth('{"a":"[[[[","b":"\\"{{{","c":"\\\\"}')).toBe(1);
  });

  it('is the nesting JSON.parse finds, for any JSON', () => {
    const nesting = (value: unknown): number =>
      typeof value === 'object' && value !== null
        ? 1 + Math.max(0, ...Object.values(value).map((inner) => nesting(inner)))
        : 0;
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(depth(json)).toBe(nesting(JSON.parse(json)));
      }),
    );
  });
});
