import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { EventStore } from '@app/event-store';
import { inSnapshot } from '../database/in-transaction';
import { statutoryPosition } from '../framework/standing';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';

/** Names of the other units that wrote the same text for a section of the same year (C-10). @throws ProjectionStopped, ReadModelBehind */
export class UnitsWithSameText extends Query<string[]> {
  constructor(
    readonly unit: string,
    readonly year: number,
    readonly section: string,
    readonly moment: { at?: number } = {},
  ) {
    super();
  }
}

@QueryHandler(UnitsWithSameText)
export class UnitsWithSameTextHandler implements IQueryHandler<UnitsWithSameText> {
  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  execute({ unit, year, section, moment }: UnitsWithSameText): Promise<string[]> {
    return inSnapshot(this.dataSource, async (manager) => {
      const at = await statutoryPosition(manager, this.store, ['report-inputs', 'units'], moment.at);
      const rows = await manager.query<{ name: string }[]>(
        `select u.name from read_models.report_text own
         join read_models.report_text other using (year, section)
         join read_models.unit u on u.unit = other.unit
         where own.unit = $1 and own.year = $2 and own.section = $3 and other.unit <> own.unit
           and trim(own.markdown) <> '' and trim(own.markdown) = trim(other.markdown)
           and own.from_position <= $4 and (own.to_position is null or own.to_position > $4)
           and other.from_position <= $4 and (other.to_position is null or other.to_position > $4)
         order by u.unit`,
        [unit, year, section, at],
      );
      return rows.map(({ name }) => name);
    });
  }
}
