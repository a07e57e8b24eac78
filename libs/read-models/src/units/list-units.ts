import { Query } from '@nestjs/cqrs';

export interface Unit {
  unit: string;
  name: string;
  /** Whether it can make 规章. */
  canMakeRules: boolean;
}

/** Which units keep a register here? @throws ProjectionStopped */
export class ListUnits extends Query<Unit[]> {}
