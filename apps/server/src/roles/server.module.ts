import { Module, type DynamicModule } from '@nestjs/common';
import { RuntimeModule, type Foundation, type ProcessRole } from '@app/runtime';
import { HealthModule } from '../health/health.module';
import type { ServerLog } from '../http/server-log';
import { ROLE_MODULES } from './role-modules';
import { ServerLogModule } from './server-log.module';

/** What every process has, and one module per role. */
@Module({})
export class ServerModule {
  static forRoles(roles: readonly ProcessRole[], foundation: Foundation, log: ServerLog): DynamicModule {
    return {
      module: ServerModule,
      imports: [
        RuntimeModule.forRoot(foundation),
        ServerLogModule.forRoot(log),
        HealthModule,
        ...roles.map((role) => ROLE_MODULES[role]),
      ],
    };
  }
}
