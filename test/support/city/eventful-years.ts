import { asOf, KIND_CODES, makeCity, plusDays, randomFrom, RESULTS, type AppealEnd, type CityCase } from './city';

/** One case and how late the office enters what happens to it. */
export interface EventfulCase {
  /** As it truly was, once everything is entered and corrected. */
  truth: CityCase;
  /** The first report after which anything of it is entered: index into the cut-offs. */
  enteredAt: number;
  /** Cut-offs by which its end and its proceedings come late, on top. */
  endsLateBy: number;
  /** What was entered wrongly at first, and put right after this cut-off. */
  wrong?: { rightedAt: number; as: Partial<Pick<CityCase, 'kind' | 'received' | 'concluded' | 'result'>> };
}

export interface EventfulYears {
  seed: number;
  cases: number;
  from: string;
  to: string;
  /** The days the reports are made, ascending, and a last one after all of them. */
  cutOffs: readonly string[];
}

/**
 * Years of a city whose office is late and makes mistakes: every eighth case is entered after the report it belonged
 * in, every seventh ends later on paper than in truth, every sixth is entered wrongly and corrected once the report is
 * out. Knows nothing of how the product counts.
 */
export function eventfulYears({ seed, cases, from, to, cutOffs }: EventfulYears): EventfulCase[] {
  const random = randomFrom(seed + 1);
  const pick = (n: number): number => Math.floor(random() * n);
  return makeCity({ cases, seed, from, to, upTo: '2999-12-31' }).map((made): EventfulCase => {
    const truth = { ...made, appeals: made.appeals.length > 0 ? made.appeals : proceedings(made, random) };
    const first = cutOffs.findIndex((day) => truth.received <= day);
    const enteredAt = Math.min(first + (pick(8) === 0 ? 1 : 0), cutOffs.length - 1);
    const endsLateBy = pick(7) === 0 ? 1 : 0;
    const rightedAt = enteredAt + 1;
    if (pick(6) > 0 || rightedAt >= cutOffs.length) return { truth, enteredAt, endsLateBy };
    return { truth, enteredAt, endsLateBy, wrong: { rightedAt, as: mistake(truth, pick) } };
  });
}

/** More proceedings than a city has, so that every group is pending over every year's end. */
function proceedings(one: CityCase, random: () => number): CityCase['appeals'] {
  if (random() > 0.25) return [];
  const pick = (n: number): number => Math.floor(random() * n);
  const end = (): AppealEnd => (['upheld', 'corrected', 'other'] as const)[pick(3)]!;
  const filed = plusDays(one.concluded!, 1 + pick(50));
  const concluded = plusDays(filed, 30 + pick(300));
  const kind = (['recon', 'suit_direct'] as const)[pick(2)]!;
  return [{ kind, filed, concluded, end: end() }];
}

function mistake(truth: CityCase, pick: (n: number) => number): NonNullable<EventfulCase['wrong']>['as'] {
  const moved = pick(60);
  switch (pick(4)) {
    case 0:
      return { kind: (truth.kind + 1 + pick(KIND_CODES.length - 1)) % KIND_CODES.length };
    case 1:
      return { received: plusDays(truth.received, -moved) };
    case 2:
      return { concluded: plusDays(truth.concluded!, moved) };
    default:
      return RESULTS[truth.result!]![1].endsWith('lapsed') ? {} : { result: truth.result === 0 ? 10 : 0 };
  }
}

/** The case as the office has it on paper when a report is made; `undefined` while it has not entered it. */
export function onPaper(one: EventfulCase, cutOff: number, cutOffs: readonly string[]): CityCase | undefined {
  if (cutOff < one.enteredAt) return undefined;
  const day = cutOffs[cutOff]!;
  const last = cutOff === cutOffs.length - 1;
  const told = one.wrong !== undefined && cutOff < one.wrong.rightedAt ? { ...one.truth, ...one.wrong.as } : one.truth;
  const known = asOf(told, day);
  if (last || one.endsLateBy === 0) return known;
  const earlier = cutOffs[cutOff - one.endsLateBy] ?? '0001-01-01';
  const ends = asOf(told, earlier < told.received ? told.received : earlier);
  return ends;
}
