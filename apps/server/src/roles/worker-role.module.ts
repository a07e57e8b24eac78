import { Module } from '@nestjs/common';

/** The worker role: jobs are to come here (D11); until then it has nothing to do. */
@Module({})
export class WorkerRoleModule {}
