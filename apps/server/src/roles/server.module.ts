import { Module, type DynamicModule } from '@nestjs/common';
import { RuntimeModule, type Foundation, type ProcessRole } from '@app/runtime';
import { HealthModule } from '../health/health.module';
import { ROLE_MODULES } from './role-modules';

/** What every process has, and one module per role. */
@Module({})
export class ServerModule {
  static forRoles(roles: readonly ProcessRole[], foundation: Foundation): DynamicModule {
    return {
      module: ServerModule,
      imports: [RuntimeModule.forRoot(foundation), HealthModule, ...roles.map((role) => ROLE_MODULES[role])],
    };
  }
}
