import type { RecordedEventOf } from '@app/disclosure';
import { ignoreCaseEvents } from '../framework/case-events';
import { ignore, type Projection } from '../framework/projection';
import { bySubject, spansOf, type Span } from '../framework/spans';
import { UnitSpan } from './unit-span.entity';

type Registration = RecordedEventOf<'UnitRegistered'>;

const rowOf = ({ value: { data }, fromPosition, toPosition }: Span<Registration>): UnitSpan => ({
  unit: data.unit,
  fromPosition,
  toPosition,
  name: data.name,
  canMakeRules: data.canMakeRules,
});

/** The units that keep a register; a later registration of the same code renames it from there on. */
export const units: Projection<Registration> = {
  name: 'units',
  version: 2,
  statutory: true,
  tables: ['unit'],
  on: {
    ...ignoreCaseEvents,
    UnitRegistered: ({ event }) => event,
    ProactiveFigureRecorded: ignore,
    ReportTextWritten: ignore,
    WorkCalendarUpdated: ignore,
    ReportFrozen: ignore,
    ReportPublished: ignore,
    ReportRevised: ignore,
    PriorPeriodAdjusted: ignore,
  },
  async write(tx, events) {
    const units = bySubject(events, ({ data }) => data.unit).map((ofUnit) => ({
      unit: ofUnit[0]?.data.unit ?? '',
      spans: spansOf(ofUnit.map((event) => ({ position: event.position, value: event }))),
    }));
    if (units.length === 0) return;
    await tx.execute(
      `update unit as standing set to_position = ended.at
       from unnest($1::text[], $2::bigint[]) as ended(unit, at)
       where standing.unit = ended.unit and standing.to_position is null and standing.from_position < ended.at`,
      [units.map(({ unit }) => unit), units.map(({ spans }) => spans.endsAt)],
    );
    await tx.insertMissing(
      UnitSpan,
      units.flatMap(({ spans }) => spans.begun.map(rowOf)),
    );
  },
};
