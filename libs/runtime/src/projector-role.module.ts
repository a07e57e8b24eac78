import { Module, type DynamicModule, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Projector } from '@app/read-models';
import type { Foundation } from './foundation';
import { RuntimeModule } from './runtime.module';

/** The projector role: follows the log for as long as the process lives. */
@Module({})
export class ProjectorRoleModule implements OnApplicationBootstrap, OnApplicationShutdown {
  static forRoot(foundation: Foundation): DynamicModule {
    return { module: ProjectorRoleModule, imports: [RuntimeModule.forRoot(foundation)] };
  }

  constructor(private readonly projector: Projector) {}

  onApplicationBootstrap(): Promise<void> {
    return this.projector.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.projector.stop();
  }
}
