import type { EntityManager } from 'typeorm';
import { CELL_IDS, FEE_AMOUNT_CELL, wanYuanOf, yuanOf, type CellId } from '@app/annual-report';
import { ReportSnapshot } from './report-snapshot.entity';

/** Money has four decimals, and whole yuan add up exactly. */
export const plus = (cell: CellId, a: number, b: number): number =>
  cell === FEE_AMOUNT_CELL ? wanYuanOf(yuanOf(a) + yuanOf(b)) : a + b;
export const minus = (cell: CellId, a: number, b: number): number => plus(cell, a, -b);

/** The reports a consolidated one added up, in the revisions it named. */
async function addedUp(manager: EntityManager, { unit, year, unitTree }: ReportSnapshot): Promise<ReportSnapshot[]> {
  const children: ReportSnapshot[] = [];
  for (const { unit: child, revision = 1 } of unitTree) {
    if (child === unit) continue;
    children.push(await manager.getRepository(ReportSnapshot).findOneByOrFail({ unit: child, year, revision }));
  }
  return children;
}

/** What a report says of the unit's own register: of a consolidated one, what is left without the units below. */
export async function ownRegister(manager: EntityManager, snapshot: ReportSnapshot): Promise<ReportSnapshot> {
  return snapshot.consolidated ? without(snapshot, await addedUp(manager, snapshot)) : snapshot;
}

function without(snapshot: ReportSnapshot, children: readonly ReportSnapshot[]): ReportSnapshot {
  const left = (cell: CellId) =>
    children.reduce((rest, { cells }) => minus(cell, rest, cells[cell] ?? 0), snapshot.cells[cell] ?? 0);
  return { ...snapshot, consolidated: false, cells: Object.fromEntries(CELL_IDS.map((cell) => [cell, left(cell)])) };
}

/** The registers whose figures a report adds up, each as it was published; its own is the first. */
export async function registersBehind(manager: EntityManager, snapshot: ReportSnapshot): Promise<ReportSnapshot[]> {
  if (!snapshot.consolidated) return [snapshot];
  const children = await addedUp(manager, snapshot);
  const registers = [without(snapshot, children)];
  for (const child of children) registers.push(...(await registersBehind(manager, child)));
  return registers;
}
