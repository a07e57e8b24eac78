import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';

/** Every process answers for its health, whatever its roles. */
@Module({ controllers: [HealthController] })
export class HealthModule {}
