import { LessThanOrEqual, type EntityManager } from 'typeorm';
import { ReportAdjustment } from './report-adjustment.entity';
import { ReportSnapshot } from './report-snapshot.entity';

/** The unit's published reports as known at a position, by year ascending, of each the latest revision. */
export async function snapshotsAt(manager: EntityManager, unit: string, at: number): Promise<ReportSnapshot[]> {
  const rows = await manager
    .getRepository(ReportSnapshot)
    .find({ where: { unit, frozenPosition: LessThanOrEqual(at) }, order: { year: 'ASC', revision: 'ASC' } });
  return [...new Map(rows.map((row) => [row.year, row])).values()];
}

/** What the unit's reports list as adjusted, as known at a position. */
export const adjustmentsAt = (manager: EntityManager, unit: string, at: number): Promise<ReportAdjustment[]> =>
  manager
    .getRepository(ReportAdjustment)
    .find({ where: { unit, position: LessThanOrEqual(at) }, order: { position: 'ASC' } });
