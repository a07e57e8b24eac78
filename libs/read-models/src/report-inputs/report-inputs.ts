import type { RecordedEventOf } from '@app/disclosure';
import { ignoreCaseEvents } from '../framework/case-events';
import { ignore, type Projected, type Projection } from '../framework/projection';
import { bySubject, spansOf } from '../framework/spans';
import type { Transaction } from '../database/transaction';
import { ReportFigure } from './report-figure.entity';
import { ReportText } from './report-text.entity';

type Figure = RecordedEventOf<'ProactiveFigureRecorded'>;
type Text = RecordedEventOf<'ReportTextWritten'>;
type Input = Figure | Text;

const inputOf = <E extends Input>({ event }: Projected<E>): Input => event;
const provenance = ({ id, recordedAt, actor }: Input) => ({
  eventId: id,
  recordedAt,
  actorId: actor.id,
  actorRole: actor.role,
});

/** The later of two figures for one cell wins; the earlier keeps its span. */
async function writeFigures(tx: Transaction, events: readonly Figure[]): Promise<void> {
  const cells = bySubject(events, ({ data }) => JSON.stringify([data.unit, data.year, data.cell])).map((ofCell) =>
    spansOf(ofCell.map((event) => ({ position: event.position, value: event }))),
  );
  for (const { endsAt, begun } of cells) {
    const { unit, year, cell } = begun[0]?.value.data ?? { unit: '', year: 0, cell: '' };
    await tx.execute(
      `update report_figure set to_position = $4
       where unit = $1 and year = $2 and cell = $3 and to_position is null and from_position < $4`,
      [unit, year, cell, endsAt],
    );
  }
  const rows = cells.flatMap(({ begun }) =>
    begun.map(({ value: event, fromPosition, toPosition }): ReportFigure => {
      const { unit, year, cell, value, source, countedOn } = event.data;
      const { effectiveOn } = event;
      return {
        unit,
        year,
        cell,
        fromPosition,
        toPosition,
        value,
        source,
        countedOn,
        effectiveOn,
        ...provenance(event),
      };
    }),
  );
  await tx.insertMissing(ReportFigure, rows);
}

async function writeTexts(tx: Transaction, events: readonly Text[]): Promise<void> {
  const sections = bySubject(events, ({ data }) => JSON.stringify([data.unit, data.year, data.section])).map((ofOne) =>
    spansOf(ofOne.map((event) => ({ position: event.position, value: event }))),
  );
  for (const { endsAt, begun } of sections) {
    const { unit, year, section } = begun[0]?.value.data ?? { unit: '', year: 0, section: '' };
    await tx.execute(
      `update report_text set to_position = $4
       where unit = $1 and year = $2 and section = $3 and to_position is null and from_position < $4`,
      [unit, year, section, endsAt],
    );
  }
  const rows = sections.flatMap(({ begun }) =>
    begun.map(({ value: event, fromPosition, toPosition }): ReportText => {
      const { unit, year, section, markdown } = event.data;
      return { unit, year, section, fromPosition, toPosition, markdown, ...provenance(event) };
    }),
  );
  await tx.insertMissing(ReportText, rows);
}

const isFigure = (event: Input): event is Figure => event.type === 'ProactiveFigureRecorded';
const isText = (event: Input): event is Text => event.type === 'ReportTextWritten';

/** Figures of table 2 and texts of the sections, now and at every past position. */
export const reportInputs: Projection<Input> = {
  name: 'report-inputs',
  version: 1,
  statutory: true,
  tables: ['report_figure', 'report_text'],
  on: {
    ...ignoreCaseEvents,
    UnitRegistered: ignore,
    UnitMoved: ignore,
    UnitAbolished: ignore,
    ProactiveFigureRecorded: inputOf,
    ReportTextWritten: inputOf,
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
    await writeFigures(tx, events.filter(isFigure));
    await writeTexts(tx, events.filter(isText));
  },
};
