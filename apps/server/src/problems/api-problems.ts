import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';

const MEANINGS: Record<number, string> = {
  400: '请求无效 / the request is not valid',
  403: '角色无此权限 / the role lacks the power',
  404: '不存在 / not found',
  409: '案件当前状态不允许 / the case does not stand where this is possible',
  412: 'If-Match 已过时 / stale If-Match',
  413: '正文超过上限 / body over the limit',
  415: '正文类型不受支持 / unsupported content type',
  422: '内容不合规则，或 Idempotency-Key 已用于其他内容 / against a rule, or the key was used for another body',
  503: '数据库没有应答，或统计投影已停止 / database gone, or a statutory projection stopped',
  507: '磁盘空间不足 / the disk is full',
};

/** Where the database can be gone, its disk can be full. */
const withFullDisk = (statuses: number[]): number[] => (statuses.includes(503) ? [...statuses, 507] : statuses);

/** The error answers of a route, all of the one shape `Problem`. */
export function ApiProblems(...statuses: number[]) {
  return applyDecorators(
    ...withFullDisk(statuses).map((status) =>
      ApiResponse({
        status,
        description: MEANINGS[status],
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      }),
    ),
  );
}

/** `Problem` as OpenAPI knows it. */
export const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'titleEn', 'status', 'detail', 'detailEn', 'code', 'rule', 'instance'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    titleEn: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    detailEn: { type: 'string' },
    code: { type: 'string', pattern: '^E_[A-Z_]+$' },
    rule: { type: 'string', description: '规则编号 / rule number' },
    field: { type: 'string' },
    pointer: { type: 'string', description: 'RFC 6901' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['zh', 'en'],
        properties: {
          pointer: { type: 'string' },
          parameter: { type: 'string' },
          header: { type: 'string' },
          rule: { type: 'string' },
          zh: { type: 'string' },
          en: { type: 'string' },
        },
      },
    },
    context: { type: 'object', additionalProperties: true },
    instance: { type: 'string', format: 'uri' },
  },
} as const;
