import { Global, Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE, ReadModelsModule } from '@app/read-models';
import { USE_CASES, WRITE_SIDE } from '@app/use-cases';
import type { Foundation } from './foundation';

/** Injection token of the `Foundation`. */
export const FOUNDATION = Symbol('FOUNDATION');

/** Provides the opened parts to the libs' modules. */
@Global()
@Module({})
class FoundationModule {
  static forRoot(foundation: Foundation): DynamicModule {
    return {
      module: FoundationModule,
      providers: [
        { provide: FOUNDATION, useValue: foundation },
        { provide: EVENT_STORE, useValue: foundation.store },
        { provide: READ_MODELS_DATA_SOURCE, useValue: foundation.dataSource },
        { provide: WRITE_SIDE, useValue: foundation.write },
      ],
      exports: [FOUNDATION, EVENT_STORE, READ_MODELS_DATA_SOURCE, WRITE_SIDE],
    };
  }
}

/** What every process has, whatever its roles: use cases on the CommandBus, questions on the QueryBus (D7). Imported once, global. */
@Global()
@Module({})
export class RuntimeModule {
  static forRoot(foundation: Foundation): DynamicModule {
    return {
      module: RuntimeModule,
      imports: [CqrsModule, FoundationModule.forRoot(foundation), ReadModelsModule.forRoot()],
      providers: [...USE_CASES],
      exports: [CqrsModule, ReadModelsModule],
    };
  }
}
