import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { DataSource } from 'typeorm';
import type { EventStore } from '@app/event-store';
import { Projector } from './framework/projector';
import { QUERY_HANDLERS } from './handlers';
import type { AroundBatch } from './framework/projection-run';
import { AROUND_BATCH, EVENT_STORE, READ_MODELS_DATA_SOURCE } from './tokens';

export interface ReadModelsModuleOptions {
  /** Modules that provide `EVENT_STORE` and `READ_MODELS_DATA_SOURCE`, unless those are global. */
  imports?: DynamicModule['imports'];
  /** Or the providers themselves. */
  providers?: Provider[];
  /** Where the projector says that it stopped, stands by or was taken over. No personal data. */
  log?: (line: string) => void;
}

/** The questions (as handlers on the `QueryBus`) and the `Projector`, which the projector role starts and stops. */
@Module({})
export class ReadModelsModule {
  static forRoot(options: ReadModelsModuleOptions = {}): DynamicModule {
    return {
      module: ReadModelsModule,
      imports: [CqrsModule, ...(options.imports ?? [])],
      providers: [
        ...(options.providers ?? []),
        ...QUERY_HANDLERS,
        {
          provide: Projector,
          inject: [EVENT_STORE, READ_MODELS_DATA_SOURCE, { token: AROUND_BATCH, optional: true }],
          useFactory: (store: EventStore, dataSource: DataSource, around?: AroundBatch) =>
            new Projector({ store, dataSource, log: options.log, around }),
        },
      ],
      exports: [Projector],
    };
  }
}
