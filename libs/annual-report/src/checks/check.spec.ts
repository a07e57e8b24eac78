import {
  CELL_IDS,
  cellValues,
  check,
  labelOf,
  tablesFrom,
  type AnnualTables,
  type CellId,
  type Check,
} from '@app/annual-report';
import { G1 } from '../../test/golden-g1';

const failing = (checks: readonly Check[]) => checks.filter(({ ok }) => !ok);
const changed = (tables: AnnualTables, changes: Partial<Record<CellId, number>>) => {
  const cells = cellValues(tables);
  for (const [cell, delta] of Object.entries(changes) as [CellId, number][]) cells[cell] += delta;
  return tablesFrom(cells);
};
const ZERO = tablesFrom({});

describe('the relations of the tables', () => {
  it('all hold for the published figures of a city (G1)', () => {
    expect(failing(check(G1, { canMakeRules: true, recount: G1 }))).toEqual([]);
    expect(check(G1).map(({ id }) => id)).toEqual(['K-01', 'K-02', 'K-03', 'K-05', 'K-06', 'K-10']);
  });

  it('all hold for a unit to which nothing happened (G5)', () => {
    const everything = {
      prior: ZERO,
      recount: ZERO,
      appealsFiled: { recon: 0, suit_direct: 0, suit_after_recon: 0 },
      canMakeRules: false,
      fee: { notices: 0, noticedYuan: 0, collectedYuan: 0 },
    };
    expect(failing(check(ZERO, everything))).toEqual([]);
    expect(check(ZERO, everything).map(({ id }) => id)).toEqual([
      ...['K-01', 'K-02', 'K-03', 'K-04', 'K-05', 'K-06', 'K-07', 'K-08', 'K-10', 'K-11'],
      ...['A-11', 'A-62'],
    ]);
  });

  const countedCells = CELL_IDS.filter((cell) => !cell.startsWith('t2.'));

  it.each(countedCells.map((cell) => [cell, labelOf(cell)] as const))('catch %s (%s) changed by one (G6)', (cell) => {
    for (const delta of [1, -1]) {
      const faults = failing(check(changed(G1, { [cell]: delta })));
      expect(faults.some(({ level, cells }) => level === 'E' && cells.includes(cell))).toBe(true);
    }
  });

  it('do not see four changes that cancel out, the recount does (G6, K-07)', () => {
    const forged = changed(G1, {
      't3.granted.natural_person': 1,
      't3.granted.legal_commercial': -1,
      't3.unable_not_held.natural_person': -1,
      't3.unable_not_held.legal_commercial': 1,
    });
    expect(failing(check(forged))).toEqual([]);
    expect(failing(check(forged, { recount: G1 })).map(({ id, cells }) => [id, ...cells])).toEqual([
      ['K-07', 't3.granted.natural_person'],
      ['K-07', 't3.granted.legal_commercial'],
      ['K-07', 't3.unable_not_held.natural_person'],
      ['K-07', 't3.unable_not_held.legal_commercial'],
    ]);
  });

  it('tell column, numbers and relation in Chinese', () => {
    const [fault] = failing(check(changed(G1, { 't3.carried_out.legal_commercial': 1, 't3.carried_out.total': 1 })));
    expect(fault).toMatchObject({ id: 'K-01', level: 'E' });
    expect(fault?.message).toBe(
      '表三“商业企业”列：左边为258，右边为259（每列：新收＋上年结转＝办理结果总计＋结转下年度）',
    );
  });

  it('refuse a cell that is missing, negative, broken or no number (K-05, C-04)', () => {
    for (const wrong of [Number.NaN, -1, 0.5, Infinity, '/' as unknown as number, undefined as unknown as number]) {
      const tables = tablesFrom({});
      tables.table3.granted.natural_person = wrong;
      expect(failing(check(tables)).find(({ id }) => id === 'K-05')?.cells).toEqual(['t3.granted.natural_person']);
    }
    expect(failing(check(tablesFrom({ 't2.administrative_fee.amount_wan_yuan': 0.038 })))).toEqual([]);
  });

  it('compare 上年结转 with the last report, as an error only when that report came from here (K-04)', () => {
    const prior = changed(G1, { 't3.carried_out.natural_person': -248, 't3.carried_out.legal_legal_service': -6 });
    const k04 = (priorFrom?: 'outside') => failing(check(G1, { prior, priorFrom })).filter(({ id }) => id === 'K-04');
    expect(k04().map(({ level, cells }) => [level, ...cells])).toContainEqual([
      'E',
      't3.carried_in.legal_legal_service',
    ]);
    expect(k04('outside').every(({ level }) => level === 'W')).toBe(true);
    expect(check(G1, { prior }).some(({ id, ok }) => id === 'K-04' && ok)).toBe(false);
  });

  it('add up what ever came in and what ever went out (K-08)', () => {
    const year = tablesFrom({
      't3.new_received.natural_person': 5,
      't3.results_total.natural_person': 3,
      't3.carried_out.natural_person': 2,
    });
    const lost = tablesFrom({ 't3.carried_in.natural_person': 1, 't3.results_total.natural_person': 1 });
    const k08 = failing(check(lost, { prior: year })).filter(({ id }) => id === 'K-08');
    expect(k08.map(({ cells }) => cells)).toEqual([
      ['t3.new_received.natural_person', 't3.results_total.natural_person', 't3.carried_out.natural_person'],
    ]);
  });

  it('miss a proceeding that was pending and is neither pending nor concluded now (K-11, C-20)', () => {
    const prior = tablesFrom({ 't4.recon.pending': 1, 't4.recon.total': 1 });
    const appealsFiled = { recon: 0, suit_direct: 0, suit_after_recon: 0 };
    const faults = failing(check(ZERO, { prior, appealsFiled }));
    expect(faults.map(({ id, cells }) => [id, ...cells])).toEqual([['K-11', 't4.recon.total']]);
  });

  it('let only units with the power make rules (A-11, C-13)', () => {
    const rules = tablesFrom({ 't2.rules.in_force': 1 });
    expect(failing(check(rules, { canMakeRules: false })).map(({ id, level, cells }) => [id, level, ...cells])).toEqual(
      [['A-11', 'E', 't2.rules.in_force']],
    );
    expect(failing(check(rules, { canMakeRules: true }))).toEqual([]);
  });

  it('warn when documents in force do not continue the last report (A-13)', () => {
    const prior = tablesFrom({ 't2.normative_documents.in_force': 34 });
    const of = (inForce: number) =>
      tablesFrom({
        't2.normative_documents.issued': 4,
        't2.normative_documents.repealed': 1,
        't2.normative_documents.in_force': inForce,
      });
    expect(failing(check(of(37), { prior }))).toEqual([]);
    expect(failing(check(of(36), { prior })).map(({ id, level }) => [id, level])).toEqual([['A-13', 'W']]);
  });

  it('do not warn about documents when the year before has no figure in table 2 at all (A-13)', () => {
    const tables = tablesFrom({ 't2.normative_documents.in_force': 37 });
    expect(check(tables, { prior: ZERO }).filter(({ id }) => id === 'A-13')).toEqual([]);
  });

  it('warn when more fees were collected than all charges of table 2 (A-62)', () => {
    const tables = tablesFrom({ 't2.administrative_fee.amount_wan_yuan': 0.0379 });
    const fee = { notices: 1, noticedYuan: 380, collectedYuan: 380 };
    expect(failing(check(tables, { fee })).map(({ id, level }) => [id, level])).toEqual([['A-62', 'W']]);
  });

  it('see that other cases were carried in than were carried out, though the sums agree (K-04, F26)', () => {
    const one = (caseNo: string) => ({ caseId: caseNo, caseNo, column: 'natural_person' as const });
    const carried = { same: 3, onlyOut: [one('2024-7')], onlyIn: [one('2024-9')], moved: [] };
    const [fault, ...others] = failing(check(G1, { carried }));
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ id: 'K-04', level: 'E', cells: ['t3.carried_in.natural_person'] });
    expect(fault?.message).toMatch(/2024-7.*2024-9/);
    expect(failing(check(G1, { carried: { ...carried, onlyOut: [], onlyIn: [] } }))).toEqual([]);
  });
});
