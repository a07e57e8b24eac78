import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import type { Observable } from 'rxjs';
import { Projector } from '@app/read-models';
import { Refusal } from '../problems/problem';
import { position } from '@app/command-forms';

const PATIENCE_MS = 2000;

/** `?after=<position>`: answers only once the read models have passed it, or says 202 after two seconds (F20). */
@Injectable()
export class AwaitPosition implements NestInterceptor {
  constructor(private readonly projector: Projector) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const { after } = context.switchToHttp().getRequest<Request>().query;
    const asked = position.safeParse(after);
    // What is no position is left to the route's own validation.
    if (asked.success && !(await this.projector.waitFor(asked.data, PATIENCE_MS))) {
      throw new Refusal('E_BEHIND', { context: { asked: asked.data }, headers: { 'Retry-After': '1' } });
    }
    return next.handle();
  }
}
