import { matchProceedings, mergeProceedings } from './merge-proceedings';

type Suit = Parameters<typeof mergeProceedings>[0][number];
const suit = (
  route: 'direct' | 'after_reconsideration',
  filedOn: string,
  end?: [string, 'upheld' | 'other'],
): Suit => ({
  route,
  filedOn,
  ...(end && { concludedOn: end[0], result: end[1] }),
});
const MAY = '2025-05-06';
const JUNE = '2025-06-10';

/** Which of the row's proceedings (by its place) is which of those on record; `new` for what the row adds. */
function places(told: Suit[], known: Suit[]): (number | 'new')[] {
  const { toldOf, added } = matchProceedings(told, known);
  return told.map((each) => {
    const found = [...toldOf].find(([, other]) => other === each);
    expect(added.includes(each)).toBe(!found);
    return found ? found[0] : 'new';
  });
}

describe('a proceeding of a row is on record already', () => {
  it.each<[string, Suit[], Suit[], (number | 'new')[]]>([
    [
      'two of one day are told apart by the day of their end',
      [suit('direct', MAY, [JUNE, 'upheld']), suit('direct', MAY)],
      [suit('direct', MAY), suit('direct', MAY, [JUNE, 'upheld'])],
      [1, 0],
    ],
    [
      '… by the day of their end, though both ended alike',
      [suit('direct', MAY, [JUNE, 'other']), suit('direct', MAY, ['2025-07-01', 'other'])],
      [suit('direct', MAY, ['2025-07-01', 'other']), suit('direct', MAY, [JUNE, 'other'])],
      [1, 0],
    ],
    [
      '… by their result',
      [suit('direct', MAY, [JUNE, 'upheld']), suit('direct', MAY, [JUNE, 'other'])],
      [suit('direct', MAY, [JUNE, 'other']), suit('direct', MAY, [JUNE, 'upheld'])],
      [1, 0],
    ],
    [
      '… by their route, though both ended alike',
      [suit('after_reconsideration', MAY, [JUNE, 'other']), suit('direct', MAY, [JUNE, 'other'])],
      [suit('direct', MAY, [JUNE, 'other']), suit('after_reconsideration', MAY, [JUNE, 'other'])],
      [1, 0],
    ],
    [
      '… by their route, though the row tells more than is known of them',
      [suit('after_reconsideration', MAY, [JUNE, 'other']), suit('direct', MAY, [JUNE, 'upheld'])],
      [suit('direct', MAY), suit('after_reconsideration', MAY)],
      [1, 0],
    ],
    [
      'the one that ended alike is another one if it was filed on another day',
      [suit('direct', JUNE, ['2025-07-01', 'other']), suit('direct', MAY)],
      [suit('direct', MAY, ['2025-07-01', 'other']), suit('direct', JUNE)],
      [1, 0],
    ],
    [
      'by its day, if the route is told otherwise now',
      [suit('after_reconsideration', MAY)],
      [suit('after_reconsideration', '2025-04-01'), suit('direct', MAY)],
      [1],
    ],
    ['by its route, if the day is told otherwise now', [suit('direct', '2025-05-07')], [suit('direct', MAY)], [0]],
    [
      'by its route also on the day the known one ended',
      [suit('direct', JUNE)],
      [suit('direct', MAY, [JUNE, 'upheld'])],
      [0],
    ],
    [
      'not if it was filed after the known one had ended',
      [suit('direct', '2025-06-11')],
      [suit('direct', MAY, [JUNE, 'upheld'])],
      ['new'],
    ],
    [
      'not if neither day nor route is that of the known one',
      [suit('after_reconsideration', '2025-05-07')],
      [suit('direct', MAY)],
      ['new'],
    ],
    [
      'one of two that look alike, the other is new',
      [suit('direct', MAY), suit('direct', MAY)],
      [suit('direct', MAY)],
      [0, 'new'],
    ],
    [
      'the same day goes before a day that may have changed',
      [suit('direct', '2025-05-07'), suit('direct', MAY)],
      [suit('direct', MAY), suit('direct', '2025-05-08')],
      [1, 0],
    ],
  ])('%s', (_what, told, known, expected) => {
    expect(places(told, known)).toEqual(expected);
  });
});

it('the row tells more of what is on record, adds its own, and takes nothing away (L-21)', () => {
  expect(
    mergeProceedings(
      [suit('direct', JUNE), suit('direct', MAY)],
      [suit('direct', '2025-04-01', ['2025-04-20', 'other']), suit('direct', MAY, ['2025-05-20', 'upheld'])],
    ),
  ).toEqual([
    suit('direct', '2025-04-01', ['2025-04-20', 'other']),
    suit('direct', MAY, ['2025-05-20', 'upheld']),
    suit('direct', JUNE),
  ]);
});
