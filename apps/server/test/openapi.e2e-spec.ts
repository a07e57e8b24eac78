import fc from 'fast-check';
import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import type { CaseCommandName } from '@app/disclosure';
import { bodySchema, COMMAND_NAMES, COMMAND_FORMS } from '@app/command-forms';
import { Clerk } from './clerk';
import { runServer, type ServerUnderTest } from './running-server';

type Operation = {
  operationId?: string;
  summary?: string;
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description?: string; content?: Record<string, unknown> }>;
};

let server: ServerUnderTest;
let document: OpenAPIObject;

beforeAll(async () => {
  server = await runServer();
  document = (await server.http.get('/docs-json').expect(200)).body as OpenAPIObject;
});
afterAll(() => server.close());

function operations(): { name: string; path: string; method: string; operation: Operation }[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, unknown>).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      path,
      method,
      operation: operation as Operation,
    })),
  );
}

/** What Express really answers, from its own router. */
function servedRoutes(): string[] {
  type Layer = { route?: { path: string; methods: Record<string, boolean> } };
  const { router } = server.app.getHttpAdapter().getInstance() as unknown as { router: { stack: Layer[] } };
  return router.stack
    .flatMap(({ route }) =>
      route ? Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`) : [],
    )
    .map((route) => route.replace(/:(\w+)/g, '{$1}'));
}

describe('the OpenAPI document', () => {
  it('is of version 3.1 and says plainly that there is no login', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(document.info.description).toMatch(/没有身份验证.*no authentication/s);
  });

  it('lists every route that is served, apart from the pages for people', () => {
    const documented = operations().map(({ name }) => name);
    const pages = /^\S+ \/(docs.*|swagger.*)?$/;
    const served = servedRoutes().filter((route) => !pages.test(route) && !/^(HEAD|OPTIONS|_ALL) /.test(route));
    expect(served.length).toBeGreaterThan(COMMAND_NAMES.length + 10);
    expect(served.filter((route) => !documented.includes(route))).toEqual([]);
    expect(documented.filter((route) => !served.includes(route))).toEqual([]);
  });

  it('has every command of the table under its own name', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(COMMAND_NAMES.filter((name) => !ids.includes(name))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('declares the parameters of each path, all required, and no others', () => {
    for (const { name, path, operation } of operations()) {
      const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect([name, inPath.map((parameter) => parameter.name).sort()]).toEqual([name, wanted.sort()]);
      expect(inPath.every(({ required }) => required === true)).toBe(true);
    }
  });

  it('describes each answer in words, in both languages where it names the operation', () => {
    for (const { name, operation } of operations()) {
      expect([name, operation.summary]).toEqual([name, expect.stringMatching(/\p{Script=Han}.*\/ \w/u)]);
      expect(Object.keys(operation.responses).length).toBeGreaterThan(0);
    }
  });

  it('promises problem+json for every error answer', () => {
    for (const { name, operation } of operations()) {
      for (const [status, response] of Object.entries(operation.responses)) {
        if (Number(status) < 400) continue;
        expect([name, status, Object.keys(response.content ?? {})]).toEqual([
          name,
          status,
          ['application/problem+json'],
        ]);
      }
    }
  });

  it('has no reference into nothing and no inside of the validator', () => {
    const text = JSON.stringify(document);
    const references = new Set(
      [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1]!),
    );
    expect([...references].filter((name) => !document.components?.schemas?.[name])).toEqual([]);
    expect(references.size).toBeGreaterThan(0);
    expect(text).not.toMatch(/"~standard"|"_zod"|"safeParse/);
  });

  it.each(COMMAND_NAMES)('gives the body of %s as it is validated', (name) => {
    const { operation } = operations().find((one) => one.operation.operationId === name)!;
    const schema = operation.requestBody?.content['application/json']?.schema as {
      properties: object;
      required?: string[];
      additionalProperties?: boolean;
    };
    const validated = z.toJSONSchema(bodySchema(name), { io: 'input' });
    expect(Object.keys(schema.properties).sort()).toEqual(Object.keys(validated.properties ?? {}).sort());
    expect((schema.required ?? []).slice().sort()).toEqual((validated.required ?? []).slice().sort());
  });

  it('is shown to people at /docs, whose scripts the policy lets run', async () => {
    const page = await server.http.get('/docs').expect(200);
    expect(page.headers['content-security-policy']).toMatch(/script-src 'self'/);
    await server.http.get('/docs/swagger-ui-bundle.js').expect(200);
  });
});

describe('whatever is sent to a command', () => {
  /** Mostly bodies that could be meant, with one thing or the other wrong. */
  function bodies(name: CaseCommandName): fc.Arbitrary<unknown> {
    const schema = z.toJSONSchema(bodySchema(name), { io: 'input' });
    const value = (part: object): fc.Arbitrary<unknown> => fc.oneof({ weight: 5, arbitrary: meant(part) }, strange);
    const fields = Object.entries(schema.properties ?? {}).map(([key, part]) => [key, value(part as object)] as const);
    const body = fc.record(Object.fromEntries(fields), { requiredKeys: (schema.required ?? []) as never[] });
    return fc.oneof({ weight: 8, arbitrary: body }, strange);
  }
  const strange = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom('', ' ', '\u0000', '𠮷', '=cmd|x', '0000-00-00', '9999-12-31', -1, 2 ** 53, 1e308, null, [], {}),
  );

  type Part = {
    type?: string;
    enum?: string[];
    format?: string;
    items?: object;
    anyOf?: object[];
    const?: unknown;
    properties?: Record<string, object>;
  };
  function meant(part: Part): fc.Arbitrary<unknown> {
    if (part.enum) return fc.constantFrom(...part.enum);
    if (part.const !== undefined) return fc.constant(part.const);
    if (part.anyOf) return fc.oneof(...part.anyOf.map((one) => meant(one)));
    if (part.format === 'date')
      return fc.constantFrom('2025-03-03', '2025-03-20', '2025-04-30', '2026-02-14', '2027-01-01');
    if (part.format === 'uuid') return fc.uuid();
    if (part.type === 'boolean') return fc.boolean();
    if (part.type === 'integer') return fc.integer({ min: 0, max: 40 });
    if (part.type === 'array') return fc.array(meant(part.items ?? {}), { maxLength: 3 });
    if (part.type === 'object') {
      const fields = Object.entries(part.properties ?? {}).map(([key, inner]) => [key, meant(inner)] as const);
      return fc.record(Object.fromEntries(fields));
    }
    return fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });
  }

  it.each(COMMAND_NAMES)('%s answers with a documented status and never with 5xx', async (name) => {
    const clerk = new Clerk(server, `fuzz-${name.toLowerCase()}`);
    await clerk.registerUnit();
    const { operation } = operations().find((one) => one.operation.operationId === name)!;
    const documented = Object.keys(operation.responses).map(Number);
    await fc.assert(
      fc.asyncProperty(bodies(name), fc.boolean(), async (body, fresh) => {
        if (!clerk.caseId || fresh) await clerk.register();
        const ids: Record<string, string> = { unit: clerk.unit, caseId: clerk.caseId };
        const path = COMMAND_FORMS[name].path.replace(/:(\w+)/g, (_all, id: string) => ids[id] ?? 'none');
        const answer = await server.http
          .post(`/api/v1/${path}`)
          .set({ 'Content-Type': 'application/json', 'X-Role': 'office_head' })
          .send(JSON.stringify(body));
        expect(documented).toContain(answer.status);
        expect(answer.status).toBeLessThan(500);
        expect(answer.headers['content-type']).toMatch(
          answer.status < 300 ? /^application\/json/ : /^application\/problem/,
        );
      }),
      { numRuns: 10 },
    );
  });
});
