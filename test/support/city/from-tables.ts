import {
  KIND_CODES,
  RESULTS,
  plusDays,
  randomFrom,
  type Appeal,
  type AppealEnd,
  type AppealKind,
  type CityCase,
} from './city';

export interface TargetTables {
  year: number;
  /** Row code → counts per column in the order of KIND_CODES (a total may follow and is ignored). */
  table3: Record<string, readonly number[]>;
  /** Group → upheld, corrected, other, pending (a total may follow and is ignored). */
  table4: Record<string, readonly number[]>;
}

const ENDS: (AppealEnd | undefined)[] = ['upheld', 'corrected', 'other', undefined];

/** Cases whose counting yields exactly these tables in that year: the way back from a published report to a ledger. */
export function casesFor(target: TargetTables, seed: number): CityCase[] {
  const random = randomFrom(seed);
  const pick = (n: number): number => Math.floor(random() * n);
  const { year, table3 } = target;
  const cases: CityCase[] = [];
  KIND_CODES.forEach((_, kind) => {
    const at = (row: string): number => table3[row]![kind]!;
    let carriedIn = at('carried_in');
    const make = (result: number | undefined): void => {
      const old = carriedIn > 0;
      if (old) carriedIn--;
      const received = old
        ? plusDays(`${year - 1}-11-20`, pick(41))
        : plusDays(`${year}-01-01`, pick(result === undefined ? 364 : 250));
      cases.push(
        finished(
          { no: `G${year}-${String(cases.length + 1).padStart(6, '0')}`, received, kind, appeals: [] },
          result,
          year,
          pick,
        ),
      );
    };
    RESULTS.forEach(([, code], result) => {
      for (let i = 0; i < at(code); i++) make(result);
    });
    for (let i = 0; i < at('carried_out'); i++) make(undefined);
    if (carriedIn !== 0) throw new Error(`column ${kind}: more carried in than there are cases`);
  });
  return [...cases, ...appealed(target, cases, pick)];
}

function finished(one: CityCase, result: number | undefined, year: number, pick: (n: number) => number): CityCase {
  if (result === undefined) return one;
  const code = RESULTS[result]![1];
  const lapse = code === 'other_correction_lapsed' || code === 'other_fee_lapsed';
  if (code === 'other_correction_lapsed') one.correctionAsked = plusDays(one.received, 2 + pick(5));
  if (code === 'other_fee_lapsed')
    Object.assign(one, { feeNoticed: plusDays(one.received, 3), feeMethod: '按量', feeYuan: 380 });
  const ended = plusDays(one.received, lapse ? 45 + pick(20) : 1 + pick(60));
  one.concluded = ended < `${year}-01-01` ? plusDays(`${year}-01-02`, pick(40)) : ended;
  one.result = result;
  return one;
}

/** Proceedings hang on cases of the year before the last, which no cell of table 3 of the target year counts. */
function appealed(target: TargetTables, made: readonly CityCase[], pick: (n: number) => number): CityCase[] {
  const { year } = target;
  const kinds: AppealKind[] = ['recon', 'suit_direct', 'suit_after_recon'];
  const extra: CityCase[] = [];
  for (const kind of kinds) {
    target.table4[kind]!.slice(0, 4).forEach((n, cell) => {
      for (let i = 0; i < n; i++) extra.push(attacked(kind, ENDS[cell], made.length + extra.length, year, pick));
    });
  }
  return extra;
}

function attacked(
  kind: AppealKind,
  end: AppealEnd | undefined,
  i: number,
  year: number,
  pick: (n: number) => number,
): CityCase {
  const received = plusDays(`${year - 2}-03-01`, pick(200));
  const concluded = plusDays(received, 5 + pick(20));
  const appeals: Appeal[] = [];
  // A suit after reconsideration has its reconsideration before the year counted, so that it is not counted twice.
  if (kind === 'suit_after_recon') {
    const filed = plusDays(concluded, 10 + pick(30));
    appeals.push({ kind: 'recon', filed, concluded: plusDays(filed, 30), end: 'upheld' });
  }
  const filed = plusDays(`${year - (pick(4) === 0 && end ? 1 : 0)}-06-01`, pick(150));
  appeals.push(
    end
      ? { kind, filed, concluded: plusDays(filed < `${year}-01-01` ? `${year}-01-05` : filed, 1 + pick(40)), end }
      : { kind, filed },
  );
  return { no: `G${year}-${String(i + 1).padStart(6, '0')}`, received, kind: 0, result: pick(3), concluded, appeals };
}
