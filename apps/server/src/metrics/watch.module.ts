import { Global, Module, type DynamicModule } from '@nestjs/common';
import { AROUND_BATCH } from '@app/read-models';
import { aroundBatch, WATCH, type Watch } from './watch';

/** Who looks on, for every module of the process. */
@Global()
@Module({})
export class WatchModule {
  static forRoot(watch: Watch): DynamicModule {
    return {
      module: WatchModule,
      providers: [
        { provide: WATCH, useValue: watch },
        { provide: AROUND_BATCH, useValue: aroundBatch(watch) },
      ],
      exports: [WATCH, AROUND_BATCH],
    };
  }
}
