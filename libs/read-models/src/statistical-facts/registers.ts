import type { EntityManager } from 'typeorm';
import type { CivilDate, UnitPlacement } from '@app/disclosure';
import { endedBy } from '../framework/as-of';
import type { ReportSnapshot } from '../report-snapshots/report-snapshot.entity';
import { ownRegister } from '../report-snapshots/registers-behind';
import { snapshotsAt } from '../report-snapshots/snapshots-at';
import { UnitSpan } from '../units/unit-span.entity';

/** A register whose cases a unit's tables of a year count: its own, or that of a unit it succeeded. */
export interface Register {
  unit: string;
  /** The reports of earlier years that counted it, ascending: those of the abolished unit, then of its successor. */
  published: ReportSnapshot[];
}

const lastYearOf = ({ abolished }: UnitPlacement): number =>
  abolished?.successor === undefined ? Infinity : Number(abolished.lastDay.slice(0, 4));

/**
 * The registers that make up the tables of a unit and year, as known at a position; seen from a day, with the reports of
 * the years that had ended by then. An abolished unit reports the year of
 * its last day; what it carries out of it its successor carries in, and counts from then on. None for a unit whose
 * successor reports by then.
 */
export async function registersOf(
  manager: EntityManager,
  { unit, year, at, on }: { unit: string; year: number; at: number; on?: CivilDate },
): Promise<Register[]> {
  const placements = await placementsAt(manager, at);
  const own = placements.find((each) => each.unit === unit);
  if (own && lastYearOf(own) < year) return [];

  const upTo = async (reporter: string, limit: number, seen: ReadonlySet<string>): Promise<Register[]> => {
    const reports: ReportSnapshot[] = [];
    for (const snapshot of await snapshotsAt(manager, reporter, at)) {
      if (snapshot.year < limit && endedBy(snapshot.year, on)) reports.push(await ownRegister(manager, snapshot));
    }
    const registers: Register[] = [{ unit: reporter, published: reports }];
    const known = new Set([...seen, reporter]);
    for (const before of placements) {
      const lastYear = lastYearOf(before);
      if (before.abolished?.successor !== reporter || lastYear >= limit || known.has(before.unit)) continue;
      const since = reports.filter((snapshot) => snapshot.year > lastYear);
      for (const taken of await upTo(before.unit, lastYear + 1, known)) {
        registers.push({ unit: taken.unit, published: [...taken.published, ...since] });
      }
    }
    return registers;
  };
  return upTo(unit, year, new Set());
}

async function placementsAt(manager: EntityManager, at: number): Promise<UnitPlacement[]> {
  const spans = await manager
    .getRepository(UnitSpan)
    .createQueryBuilder('u')
    .where('u.from_position <= :at and (u.to_position is null or u.to_position > :at)', { at })
    .orderBy('u.unit', 'ASC')
    .getMany();
  return spans.map(({ placement }) => placement);
}
