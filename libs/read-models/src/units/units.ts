import { placed, type OfficeEvent, type UnitPlacement } from '@app/disclosure';
import type { Transaction } from '../database/transaction';
import { ignoreCaseEvents } from '../framework/case-events';
import { ignore, type Projected, type Projection } from '../framework/projection';
import { bySubject, spansOf, type Span } from '../framework/spans';
import { UnitSpan } from './unit-span.entity';

const of = ({ event }: Projected<OfficeEvent>): OfficeEvent => event;
const unitOf = ({ data }: OfficeEvent): string => ('unit' in data ? data.unit : '');

const rowOf = ({ value: placement, fromPosition, toPosition }: Span<UnitPlacement>): UnitSpan => {
  const { unit, name, canMakeRules } = placement;
  return { unit, fromPosition, toPosition, name, canMakeRules, placement };
};

type Standing = Pick<UnitSpan, 'unit' | 'placement' | 'fromPosition'>;

/** The units as the batch meets them; what the batch itself told already is left out, should it come a second time. */
async function standingOf(tx: Transaction, events: readonly OfficeEvent[]): Promise<Map<string, UnitPlacement>> {
  const rows = await tx.query<Standing>(
    `select distinct on (unit) unit, placement from unit
     where unit = any($1) and from_position < $2 order by unit, from_position desc`,
    [events.map(unitOf), events[0]?.position],
  );
  return new Map(rows.map(({ unit, placement }) => [unit, placement]));
}

/** The units that keep a register and where they stand; a later registration of the same code renames it from there on. */
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
    ReadRecorded: ignore,
    SelfAuditRecorded: ignore,
    LogSealed: ignore,
  },
  async write(tx, events) {
    if (events.length === 0) return;
    const standing = await standingOf(tx, events);
    const changed = bySubject(events, unitOf).map((ofUnit) => {
      const unit = unitOf(ofUnit[0]!);
      let placement = standing.get(unit);
      const values = ofUnit.map((event) => {
        placement = placed(placement, event);
        return { position: event.position, value: placement };
      });
      return { unit, spans: spansOf(values) };
    });
    await tx.execute(
      `update unit as standing set to_position = ended.at
       from unnest($1::text[], $2::bigint[]) as ended(unit, at)
       where standing.unit = ended.unit and standing.to_position is null and standing.from_position < ended.at`,
      [changed.map(({ unit }) => unit), changed.map(({ spans }) => spans.endsAt)],
    );
    await tx.insertMissing(
      UnitSpan,
      changed.flatMap(({ spans }) => spans.begun.map(rowOf)),
    );
  },
};
