import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { ServerLog } from '../http/server-log';

/** Injection token of the `ServerLog`. */
export const SERVER_LOG = Symbol('SERVER_LOG');

/** Where the roles say what they do. */
@Global()
@Module({})
export class ServerLogModule {
  static forRoot(log: ServerLog): DynamicModule {
    return {
      module: ServerLogModule,
      providers: [{ provide: SERVER_LOG, useValue: log }],
      exports: [SERVER_LOG],
    };
  }
}
