import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { PROBLEM_SCHEMA } from '../problems/api-problems';

const DESCRIPTION = `依申请公开案件的登记、办理、期限与年报。An event-sourced register of disclosure requests.

- **没有身份验证 / no authentication yet**：\`X-Actor\`、\`X-Role\` 由调用方自称，仅供留痕；因此服务默认只监听本机回环地址。
  Whoever reaches the port may do everything; the server therefore binds to loopback unless \`ALLOW_REMOTE=1\`.
- 错误均为 \`application/problem+json\`（RFC 9457），含代码、规则编号与中英文说明；代码表见 \`/api/v1/problems\`。
- 案件的 \`ETag\` 是其版本；命令可带 \`If-Match\`，过时则 412。 \`Idempotency-Key\`（UUID）使重试无害；同键异文为 422。
- 命令答复中的 \`position\` 可用作任何查询的 \`?after=\`：最多等 2 秒，仍未跟上则答 202。
- 日期均为东八区民用日期 \`YYYY-MM-DD\`；金额以元为单位的整数。`;

export function openApiDocument(app: NestExpressApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('disclosure-ledger 依申请公开案件台账')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .build();
  const document = SwaggerModule.createDocument(app, config);
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: structuredClone(PROBLEM_SCHEMA) as object },
  };
  return document;
}

/** `/docs` for people, `/docs-json` for tools. */
export function serveDocs(app: NestExpressApplication): void {
  SwaggerModule.setup('docs', app, openApiDocument(app), {
    jsonDocumentUrl: 'docs-json',
    yamlDocumentUrl: 'docs-yaml',
    customSiteTitle: '接口文档',
  });
}
