import { Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Projector } from '@app/read-models';

/** The projector role: follows the log for as long as the process lives. Stands beside `RuntimeModule`. */
@Module({})
export class ProjectorRoleModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(private readonly projector: Projector) {}

  onApplicationBootstrap(): Promise<void> {
    return this.projector.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.projector.stop();
  }
}
