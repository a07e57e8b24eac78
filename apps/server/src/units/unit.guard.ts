import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { unitExists, WRITE_SIDE, type WriteSide } from '@app/use-cases';
import { Refusal } from '../problems/problem';
import { unitCode } from '@app/command-forms';
import { validated } from '../validation/validation.pipe';

/** A unit nobody registered has no register, tables or report: 404 on every route below it, before the body is looked at. */
@Injectable()
export class UnitGuard implements CanActivate {
  constructor(@Inject(WRITE_SIDE) private readonly write: WriteSide) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { params } = context.switchToHttp().getRequest<Request>();
    const unit = await validated(unitCode, params['unit'], 'param', 'unit');
    if (!(await unitExists(this.write.store, unit))) throw new Refusal('E_UNIT_UNKNOWN');
    return true;
  }
}
