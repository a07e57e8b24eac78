import { randomUUID } from 'node:crypto';
import { applyDecorators } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import { ROLES, type Actor, type Role } from '@app/disclosure';
import { validated } from '../validation/validation.pipe';

/** `system` is what acts by itself; nobody can send it. */
export type SentRole = Exclude<Role, 'system'>;
const SENT_ROLES = Object.keys(ROLES).filter((role): role is SentRole => role !== 'system');
const DEFAULT_ACTOR: Actor = { id: 'clerk', role: 'handler' };

const headers = z.object({
  'idempotency-key': z.uuid().optional(),
  'if-match': z
    .string()
    .regex(/^"\d{1,9}"$/)
    .optional(),
  'x-actor': z
    .string()
    .regex(/^[\w.@-]{1,64}$/)
    .default(DEFAULT_ACTOR.id),
  'x-role': z.enum(SENT_ROLES as [SentRole, ...SentRole[]]).default('handler'),
});

/** What the headers of a command say (D13). */
export interface CommandHeaders {
  /** The client's Idempotency-Key, or one made here. */
  commandId: string;
  actor: Actor;
  /** The revision the client saw. */
  expectedRevision?: number;
}

/** @throws Refusal E_HEADER */
export async function commandHeadersOf(request: Request): Promise<CommandHeaders> {
  const sent = await validated(headers, request.headers, 'headers');
  const ifMatch = sent['if-match'];
  return {
    commandId: sent['idempotency-key']?.toLowerCase() ?? randomUUID(),
    actor: { id: sent['x-actor'], role: sent['x-role'] },
    ...(ifMatch !== undefined && { expectedRevision: Number(ifMatch.slice(1, -1)) }),
  };
}

/** Who acts, in the OpenAPI document. */
export function ApiActorHeaders() {
  return applyDecorators(
    ApiHeader({
      name: 'X-Actor',
      required: false,
      description: '经办人账号 / account of the acting person',
      schema: { type: 'string', default: DEFAULT_ACTOR.id, pattern: '^[\\w.@-]{1,64}$' },
    }),
    ApiHeader({
      name: 'X-Role',
      required: false,
      description: '角色 / role',
      schema: { type: 'string', enum: SENT_ROLES, default: DEFAULT_ACTOR.role },
    }),
  );
}

const KEY_DESCRIPTION =
  'UUID。相同键、相同内容得到相同答复（Idempotent-Replay: true）；相同键、不同内容为 422。省略则由服务器生成并回送。' +
  '/ same key and body: the same answer; another body: 422; left out: made here and sent back.';

/** Who acts, and under which key. */
export function ApiCommandHeaders() {
  return applyDecorators(
    ApiActorHeaders(),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: KEY_DESCRIPTION,
      schema: { type: 'string', format: 'uuid' },
    }),
  );
}

export function ApiIfMatch() {
  return ApiHeader({
    name: 'If-Match',
    required: false,
    description: '读到的案件版本（ETag）；已变化为 412 / the revision you saw; 412 when it has changed',
    schema: { type: 'string', pattern: '^"\\d{1,9}"$' },
  });
}
