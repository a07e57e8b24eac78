import { fact } from '../../test/a-log';
import { expectSameAfterReplay, FollowedLog } from '../../test/followed-log';
import { ReadModelBehind, UnknownUnit } from '../framework/refusals';
import { ListUnits } from '../units/list-units';
import { GetReportInputs } from './get-report-inputs';
import { UnitsWithSameText } from './units-with-same-text';

const figure = (cell: string, value: number, year = 2025) =>
  fact('ProactiveFigureRecorded', '2026-01-06', {
    unit: 'D01',
    year,
    cell,
    value,
    source: '法规处',
    countedOn: '2025-12-31',
  });
const text = (section: string, markdown: string) =>
  fact('ReportTextWritten', '2026-01-07', { unit: 'D01', year: 2025, section, markdown });
const unit = (code: string, name: string, canMakeRules = false) =>
  fact('UnitRegistered', '2025-01-02', { unit: code, name, canMakeRules });

describe('what is recorded for a report', () => {
  let followed: FollowedLog;
  beforeAll(async () => {
    followed = await FollowedLog.open();
    await followed.tell('unit-D01', unit('D01', '示例局'));
    await followed.tell(
      'report-D01-2025',
      figure('t2.rules.issued', 3),
      text('s5', '甲'),
      figure('t2.rules.issued', 5),
      figure('t2.rules.repealed', 1),
      text('s5', '乙'),
      figure('t2.rules.issued', 7, 2024),
    );
    await followed.tell('unit-D02', unit('D02', '示例市政府', true));
    await followed.tell('unit-D01', unit('D01', '示例管理局'));
  });
  afterAll(() => followed.close());

  const inputs = async (at?: number, year = 2025) => {
    const { figures, texts } = await followed.ask(new GetReportInputs('D01', year, { at }));
    return {
      ...Object.fromEntries(figures.map((each) => [each.cell, each.value])),
      ...Object.fromEntries(texts.map((each) => [each.section, each.markdown])),
    };
  };

  it('is the later of two figures and texts', async () => {
    expect(await inputs()).toEqual({ 't2.rules.issued': 5, 't2.rules.repealed': 1, s5: '乙' });
    expect(await inputs(undefined, 2024)).toEqual({ 't2.rules.issued': 7 });
    expect(await inputs(undefined, 2023)).toEqual({});
  });

  it('is at every position what was recorded by then', async () => {
    expect(await inputs(1)).toEqual({});
    expect(await inputs(3)).toEqual({ 't2.rules.issued': 3, s5: '甲' });
    expect(await inputs(4)).toEqual({ 't2.rules.issued': 5, s5: '甲' });
    expect(await inputs(5)).toEqual({ 't2.rules.issued': 5, 't2.rules.repealed': 1, s5: '甲' });
  });

  it('names source, day and event of each', async () => {
    const { figures, texts, position } = await followed.ask(new GetReportInputs('D01', 2025));
    expect(figures[0]).toMatchObject({
      source: '法规处',
      countedOn: '2025-12-31',
      position: 4,
      actor: { id: 'clerk-1' },
    });
    expect(texts[0]).toMatchObject({ section: 's5', position: 6 });
    expect(position).toBe(9);
  });

  it('is not told beyond what was projected, nor of a unit nobody knows', async () => {
    await expect(followed.ask(new GetReportInputs('D01', 2025, { at: 10 }))).rejects.toThrow(ReadModelBehind);
    await expect(followed.ask(new GetReportInputs('D99', 2025))).rejects.toThrow(UnknownUnit);
  });

  it('knows the units by their latest name, and at a position by the one they had then', async () => {
    expect(await followed.ask(new ListUnits({ at: 1 }))).toEqual([
      { unit: 'D01', name: '示例局', canMakeRules: false },
    ]);
    expect(await followed.ask(new ListUnits())).toEqual([
      { unit: 'D01', name: '示例管理局', canMakeRules: false },
      { unit: 'D02', name: '示例市政府', canMakeRules: true },
    ]);
  });

  it('finds the units that wrote the same (C-10)', async () => {
    const same = (section: string, at?: number) => followed.ask(new UnitsWithSameText('D01', 2025, section, { at }));
    const before = (await followed.store.head()).position;
    expect(await same('s5')).toEqual([]);
    await followed.tell(
      'report-D02-2025',
      fact('ReportTextWritten', '2026-01-07', { unit: 'D02', year: 2025, section: 's5', markdown: '乙 ' }),
    );
    expect(await same('s5')).toEqual(['示例市政府']);
    expect(await same('s5', before)).toEqual([]);
    expect(await same('s6')).toEqual([]);
  });

  it('is told at every position with the name and competence the unit had then', async () => {
    await followed.tell('unit-D01', unit('D01', '示例市政府办公室', true));
    const asOf = async (at?: number) => {
      const { unitName, canMakeRules } = await followed.ask(new GetReportInputs('D01', 2025, { at }));
      return [unitName, canMakeRules];
    };
    expect(await asOf(1)).toEqual(['示例局', false]);
    expect(await asOf(8)).toEqual(['示例局', false]);
    expect(await asOf(9)).toEqual(['示例管理局', false]);
    expect(await asOf()).toEqual(['示例市政府办公室', true]);
  });

  it('of a unit that was registered later is empty, not unknown', async () => {
    const { unitName, figures } = await followed.ask(new GetReportInputs('D02', 2025, { at: 1 }));
    expect([unitName, figures]).toEqual(['示例市政府', []]);
  });

  it('keeps both names of a unit that is renamed within one batch', async () => {
    const late = await FollowedLog.open();
    await late.tell('unit-D07', unit('D07', '甲局'), unit('D07', '乙局', true));
    await late.tell('unit-D07', unit('D07', '丙局'));
    const names = await Promise.all([1, 2, 3].map((at) => late.ask(new GetReportInputs('D07', 2025, { at }))));
    expect(names.map(({ unitName, canMakeRules }) => [unitName, canMakeRules])).toEqual([
      ['甲局', false],
      ['乙局', true],
      ['丙局', false],
    ]);
    expect(await late.ask(new ListUnits())).toEqual([{ unit: 'D07', name: '丙局', canMakeRules: false }]);
    await expectSameAfterReplay(late);
    await late.close();
  });

  it('gives the same rows again', () => expectSameAfterReplay(followed));
});
