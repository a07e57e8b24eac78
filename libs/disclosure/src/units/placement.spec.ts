import type { LedgerEventData, OfficeEvent, UnitPlacement } from '@app/disclosure';
import { placed, reportsUnder, superiorOn } from '@app/disclosure';

type UnitEvent = 'UnitRegistered' | 'UnitMoved' | 'UnitAbolished';
const told = <T extends UnitEvent>(type: T, data: LedgerEventData[T]): OfficeEvent =>
  ({ type, data }) as unknown as OfficeEvent;
const after = (...events: OfficeEvent[]): UnitPlacement => events.reduce<UnitPlacement | undefined>(placed, undefined)!;
const registered = told('UnitRegistered', { unit: 'U', name: '示例局', canMakeRules: false, parent: 'A' });

describe('where a unit stands (A-77)', () => {
  it('is under its superior until the day it moves', () => {
    const unit = after(registered, told('UnitMoved', { unit: 'U', parent: 'B', from: '2024-07-01' }));
    expect(['2023-12-31', '2024-06-30', '2024-07-01'].map((day) => superiorOn(unit, day))).toEqual(['A', 'A', 'B']);
    expect([reportsUnder(unit, 'A', 2023), reportsUnder(unit, 'A', 2024), reportsUnder(unit, 'B', 2024)]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('is under nobody once it moves out', () => {
    const unit = after(registered, told('UnitMoved', { unit: 'U', parent: null, from: '2024-07-01' }));
    expect(superiorOn(unit, '2024-12-31')).toBeUndefined();
  });

  it('reports for the year of its last day, and not for the next', () => {
    const unit = after(registered, told('UnitAbolished', { unit: 'U', lastDay: '2024-06-30', successor: 'S' }));
    expect([2023, 2024, 2025].map((year) => reportsUnder(unit, 'A', year))).toEqual([true, true, false]);
    expect(unit.abolished).toEqual({ lastDay: '2024-06-30', successor: 'S' });
  });

  it('is kept by a new name', () => {
    const moved = told('UnitMoved', { unit: 'U', parent: 'B', from: '2024-07-01' });
    const renamed = told('UnitRegistered', { unit: 'U', name: '示例管理局', canMakeRules: false });
    expect(after(registered, moved, renamed)).toEqual({ ...after(registered, moved), name: '示例管理局' });
  });

  it('keeps its legal review until told otherwise', () => {
    const named = { unit: 'U', name: '示例局', canMakeRules: false };
    const wants = told('UnitRegistered', { ...named, legalReview: true });
    const renamed = told('UnitRegistered', { ...named, name: '示例管理局' });
    const drops = told('UnitRegistered', { ...named, legalReview: false });
    const settings = [after(registered), after(registered, wants, renamed), after(wants, drops)];
    expect(settings.map(({ legalReview }) => legalReview)).toEqual([undefined, true, false]);
  });

  it('is told in its first registration, or is under nobody', () => {
    const { parent: _parent, ...alone } = registered.data as LedgerEventData['UnitRegistered'];
    const unit = after(told('UnitRegistered', alone));
    expect(unit).toStrictEqual({ unit: 'U', name: '示例局', kind: 'department', canMakeRules: false, parents: [] });
    expect(superiorOn(unit, '2024-12-31')).toBeUndefined();
  });

  it('is kept by a registration that does not tell its kind or its legal review again', () => {
    const office = told('UnitRegistered', {
      unit: 'U',
      name: '示例办',
      canMakeRules: true,
      kind: 'office',
      legalReview: true,
    });
    expect(after(office, registered)).toMatchObject({ name: '示例局', kind: 'office', legalReview: true });
  });

  it('changes with the last word on a day, which takes back what was planned after it', () => {
    const moved = (parent: string, from: string) => told('UnitMoved', { unit: 'U', parent, from });
    const planned = [moved('B', '2024-07-01'), moved('C', '2025-01-01')];
    expect(after(registered, ...planned).parents.map(({ parent }) => parent)).toEqual(['A', 'B', 'C']);
    expect(after(registered, ...planned, moved('D', '2025-01-01')).parents.map(({ parent }) => parent)).toEqual([
      'A',
      'B',
      'D',
    ]);
    expect(after(registered, ...planned, moved('D', '2024-07-01')).parents.map(({ parent }) => parent)).toEqual([
      'A',
      'D',
    ]);
  });

  it('is not touched by what else is recorded of the unit', () => {
    const frozen = { type: 'ReportFrozen', data: { unit: 'U', year: 2024 } } as unknown as OfficeEvent;
    const unit = after(registered);
    expect(placed(unit, frozen)).toBe(unit);
    const gone = after(registered, told('UnitAbolished', { unit: 'U', lastDay: '2024-06-30' }));
    expect(gone.abolished).toStrictEqual({ lastDay: '2024-06-30' });
  });

  it('counts for the report on the last day of the year, or on the unit’s own last day in it', () => {
    const moved = told('UnitMoved', { unit: 'U', parent: 'B', from: '2024-07-01' });
    const until = (lastDay: string) => after(registered, moved, told('UnitAbolished', { unit: 'U', lastDay }));
    const superiorsIn = (unit: UnitPlacement, year: number) => ['A', 'B'].filter((s) => reportsUnder(unit, s, year));
    expect(superiorsIn(until('2024-06-30'), 2024)).toEqual(['A']);
    expect(superiorsIn(until('2024-07-01'), 2024)).toEqual(['B']);
    expect(superiorsIn(until('2025-01-01'), 2023)).toEqual(['A']);
    expect(superiorsIn(until('2025-01-01'), 2025)).toEqual(['B']);
    expect(superiorsIn(until('2024-12-31'), 2025)).toEqual([]);
  });
});
