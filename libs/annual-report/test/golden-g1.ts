import { CELL_IDS, tablesFrom, TABLE3_COLUMNS, type AnnualTables, type CellId } from '@app/annual-report';

/** Columns: natural, commercial, research, public-interest, legal-service, other, total. */
const TABLE3 = `
new_received                 13612 252 0 45 128 32 14069
carried_in                     535   6 0  1  18  0   560
granted                       5345 129 0 41  19 14  5548
partially_granted             2120  39 0  1   6  2  2168
denied_state_secret             13   0 0  0   0  0    13
denied_other_law                30   0 0  0   0  0    30
denied_security_stability       11   0 0  0   0  0    11
denied_third_party              49   2 0  0   0  0    51
denied_internal_affairs        103   1 0  0   0  0   104
denied_process_information      84   1 0  0   0  0    85
denied_enforcement_file        282   4 0  0   0  0   286
denied_administrative_query    147   0 0  0   1  2   150
unable_not_held               3075  50 0  0  89  8  3222
unable_needs_creation          177   3 0  0   0  0   180
unable_still_unclear            19   0 0  0   0  0    19
not_processed_petition         199   1 0  0   3  0   203
not_processed_duplicate        147   1 0  0   0  0   148
not_processed_publication        0   0 0  0   0  0     0
not_processed_excessive        100   1 0  0   0  0   101
not_processed_confirmation       5   0 0  0   0  0     5
other_correction_lapsed        315   3 0  0   0  0   318
other_fee_lapsed               202   0 0  1   0  0   203
other_other                    941  17 0  1   3  3   965
results_total                13364 252 0 44 121 29 13810
carried_out                    783   6 0  2  25  3   819
`;

/** Columns: upheld, corrected, other, pending, total. */
const TABLE4 = `
recon            376 97 196 121 790
suit_direct       16  1  12  27  56
suit_after_recon  74  1  30  51 156
`;

const TABLE2: Partial<Record<CellId, number>> = {
  't2.rules.issued': 3,
  't2.rules.repealed': 5,
  't2.rules.in_force': 74,
  't2.normative_documents.issued': 564,
  't2.normative_documents.repealed': 984,
  't2.normative_documents.in_force': 4185,
  't2.administrative_license.decisions': 11398889,
  't2.administrative_penalty.decisions': 6937489,
  't2.administrative_coercion.decisions': 166105,
  't2.administrative_fee.amount_wan_yuan': 316441,
};

/** Every figure typed by hand, totals included: nothing here is computed. */
function cells(): Partial<Record<CellId, number>> {
  const columns = {
    t3: TABLE3_COLUMNS.map(({ code }) => code),
    t4: ['upheld', 'corrected', 'other', 'pending', 'total'],
  };
  const typed: Record<string, number> = { ...TABLE2 };
  for (const [table, text] of [
    ['t3', TABLE3],
    ['t4', TABLE4],
  ] as const) {
    for (const line of text.trim().split('\n')) {
      const [row, ...figures] = line.split(/\s+/);
      figures.forEach((figure, index) => (typed[`${table}.${row}.${columns[table][index]}`] = Number(figure)));
    }
  }
  for (const cell of CELL_IDS) if (typed[cell] === undefined) throw new Error(`G1 lacks ${cell}`);
  return typed;
}

/** G1 of the form's golden data: a city, 2025. */
export const G1: AnnualTables = tablesFrom(cells());
