import type { Type } from '@nestjs/common';
import { ProjectorRoleModule, type ProcessRole } from '@app/runtime';
import { ApiModule } from '../api/api.module';
import { WorkerRoleModule } from './worker-role.module';

/** A role is a module (D12); a process is the list of its roles. */
export const ROLE_MODULES: Record<ProcessRole, Type<unknown>> = {
  api: ApiModule,
  projector: ProjectorRoleModule,
  worker: WorkerRoleModule,
};
