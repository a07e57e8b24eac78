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
});
