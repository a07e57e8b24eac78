import { sameValue } from './same-value';

it.each<[string, unknown, unknown, boolean]>([
  ['fields in another order', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }, true],
  ['a field that holds nothing', { a: 1, b: undefined }, { a: 1 }, true],
  ['null for nothing', { a: null }, {}, false],
  ['lists in another order', [1, 2], [2, 1], false],
  ['lists whose items are told in another order', [{ a: 1, b: 2 }], [{ b: 2, a: 1 }], true],
  ['a list for an object', ['x'], { 0: 'x' }, false],
  ['one more field', { a: 1 }, { a: 1, b: 2 }, false],
])('%s: the same value or not (§15, invariant 7)', (_, a, b, same) => {
  expect(sameValue(a, b)).toBe(same);
});
