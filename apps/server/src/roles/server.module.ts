import { Module, type DynamicModule } from '@nestjs/common';
import { RuntimeModule, type Foundation, type ProcessRole } from '@app/runtime';
import { HealthModule } from '../health/health.module';
import { MetricsModule } from '../metrics/metrics.module';
import { watchedFoundation, type Watch } from '../metrics/watch';
import { WatchModule } from '../metrics/watch.module';
import type { ServerLog } from '../http/server-log';
import { ROLE_MODULES } from './role-modules';
import { ServerLogModule } from './server-log.module';

/** What every process has, and one module per role. */
@Module({})
export class ServerModule {
  static forRoles(roles: readonly ProcessRole[], foundation: Foundation, log: ServerLog, watch: Watch): DynamicModule {
    return {
      module: ServerModule,
      imports: [
        WatchModule.forRoot(watch),
        RuntimeModule.forRoot(watchedFoundation(foundation, watch)),
        ServerLogModule.forRoot(log),
        HealthModule,
        MetricsModule,
        ...roles.map((role) => ROLE_MODULES[role]),
      ],
    };
  }
}
