import { Test, type TestingModule } from '@nestjs/testing';
import { QueryBus, type Query } from '@nestjs/cqrs';
import type { DataSource } from 'typeorm';
import { inMemoryStore, type EventStore } from '@app/event-store';
import { freshDatabase } from '../../../test/support/postgres';
import { openReadModels } from '../src/database/data-source';
import { Projector, type ProjectorOptions } from '../src/framework/projector';
import { PROJECTIONS } from '../src/projections';
import { ReadModelsModule } from '../src/read-models.module';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../src/tokens';
import { append, type Fact } from './a-log';
import { contentsOf } from './checksums';

/** A log with its read models on a database of their own. */
export class FollowedLog {
  private constructor(
    readonly connectionString: string,
    readonly store: EventStore,
    readonly dataSource: DataSource,
    readonly projector: Projector,
    private readonly module: TestingModule,
    private readonly drop: () => Promise<void>,
  ) {}

  static async open(
    store: EventStore = inMemoryStore(),
    options: Partial<ProjectorOptions> = {},
  ): Promise<FollowedLog> {
    const database = await freshDatabase();
    const { connectionString } = database;
    const dataSource = await openReadModels(connectionString);
    const module = await Test.createTestingModule({
      imports: [
        ReadModelsModule.forRoot({
          providers: [
            { provide: EVENT_STORE, useValue: store },
            { provide: READ_MODELS_DATA_SOURCE, useValue: dataSource },
          ],
        }),
      ],
    }).compile();
    await module.init();
    const projector = new Projector({ store, dataSource, ...options });
    return new FollowedLog(connectionString, store, dataSource, projector, module, () => database.drop());
  }

  async tell(stream: string, ...facts: Fact[]): Promise<number> {
    const position = await append(this.store, stream, ...facts);
    await this.projector.catchUp();
    return position;
  }

  ask<Answer>(query: Query<Answer>): Promise<Answer> {
    return this.module.get(QueryBus).execute(query);
  }

  contents(): Promise<Record<string, string[]>> {
    return contentsOf(
      this.dataSource,
      PROJECTIONS.flatMap(({ tables }) => tables),
    );
  }

  /** Delivers every event a second time, to rows that are there. */
  async deliverAgain(): Promise<void> {
    await this.dataSource.query('update read_models.checkpoint set position = 0, hash = null, store_id = null');
    await this.projector.catchUp();
  }

  async close(): Promise<void> {
    await this.projector.stop();
    await this.module.close();
    await this.dataSource.destroy();
    await this.drop();
  }
}

/** A second delivery of every event and a rebuild from nothing both leave the same rows. */
export async function expectSameAfterReplay(followed: FollowedLog): Promise<void> {
  const before = await followed.contents();
  await followed.deliverAgain();
  expect(await followed.contents()).toEqual(before);
  await followed.projector.rebuild();
  expect(await followed.contents()).toEqual(before);
}
