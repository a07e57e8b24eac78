import { applyDecorators, UseInterceptors } from '@nestjs/common';
import { ApiAcceptedResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { position } from '@app/command-forms';
import { AwaitPosition } from './await-position.interceptor';

/** The query of a read route: what it takes, and `after`; anything else is refused. */
export function readQuery<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject({
    ...shape,
    after: position.optional().describe('等到该位置之后再答复 / answer only from this position on (≤ 2 s, else 202)'),
  });
}

/** A route that answers from the read models and can wait for them. */
export function Reading() {
  return applyDecorators(
    UseInterceptors(AwaitPosition),
    ApiAcceptedResponse({
      description: 'E_BEHIND：查询尚未跟上 after 所指位置 / the read side has not reached `after`',
    }),
  );
}
