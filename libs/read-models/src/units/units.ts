import { placed, type OfficeEvent } from '@app/disclosure';
import { ignoreCaseEvents } from '../framework/case-events';
import { ignore, type Projected, type Projection } from '../framework/projection';
import { UnitRow } from './unit-row.entity';

const of = ({ event }: Projected<OfficeEvent>): OfficeEvent => event;
const unitOf = ({ data }: OfficeEvent): string => ('unit' in data ? data.unit : '');

/** The units that keep a register and where they stand; a later registration of the same code renames it. */
export const units: Projection<OfficeEvent> = {
  name: 'units',
  version: 2,
  statutory: true,
  tables: ['unit'],
  on: {
    ...ignoreCaseEvents,
    UnitRegistered: of,
    UnitMoved: of,
    UnitAbolished: of,
    ProactiveFigureRecorded: ignore,
    ReportTextWritten: ignore,
    WorkCalendarUpdated: ignore,
    ReportFrozen: ignore,
    ReportPublished: ignore,
    ReportRevised: ignore,
    PriorPeriodAdjusted: ignore,
  },
  async write(tx, events) {
    const standing = await tx.query<UnitRow>(
      `select unit, name, can_make_rules as "canMakeRules", placement, position from unit where unit = any($1)`,
      [events.map(unitOf)],
    );
    const rows = new Map(standing.map((row) => [row.unit, row]));
    for (const event of events) {
      const row = rows.get(unitOf(event));
      // Delivered a second time: the row already knows it.
      if (row && event.position <= row.position) continue;
      const placement = placed(row?.placement, event);
      if (!placement) continue;
      const { unit, name, canMakeRules } = placement;
      rows.set(unit, { unit, name, canMakeRules, placement, position: event.position });
    }
    await tx.upsert(UnitRow, [...rows.values()]);
  },
};
