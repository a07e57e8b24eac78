import { Module } from '@nestjs/common';
import { Draining } from './draining';
import { HealthController } from './health.controller';

/** Every process answers for its health, whatever its roles. */
@Module({ controllers: [HealthController], providers: [Draining] })
export class HealthModule {}
