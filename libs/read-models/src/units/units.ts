import type { RecordedEventOf } from '@app/disclosure';
import { ignoreCaseEvents } from '../framework/case-events';
import { ignore, type Projected, type Projection } from '../framework/projection';
import { UnitRow } from './unit-row.entity';

const rowOf = ({ event }: Projected<RecordedEventOf<'UnitRegistered'>>): UnitRow => ({
  unit: event.data.unit,
  name: event.data.name,
  canMakeRules: event.data.canMakeRules,
  position: event.position,
});

/** The units that keep a register; a later registration of the same code renames it. */
export const units: Projection<UnitRow> = {
  name: 'units',
  version: 1,
  statutory: true,
  tables: ['unit'],
  on: {
    ...ignoreCaseEvents,
    UnitRegistered: rowOf,
    ProactiveFigureRecorded: ignore,
    ReportTextWritten: ignore,
    WorkCalendarUpdated: ignore,
    ReportFrozen: ignore,
    ReportPublished: ignore,
    ReportRevised: ignore,
    PriorPeriodAdjusted: ignore,
  },
  async write(tx, rows) {
    await tx.upsert(UnitRow, [...new Map(rows.map((row) => [row.unit, row])).values()]);
  },
};
