import { type ArgumentMetadata, Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import { z } from 'zod';
import { EDGE_CODES, type EdgeCode } from '../problems/edge-codes';
import { Refusal } from '../problems/problem';
import { placesOf, type Source } from './places';

/**
 * Nest's own schema pipe (`@Body({ schema })`, which also feeds OpenAPI), telling our places in two languages.
 * Fields called `__proto__` are not quietly dropped: like every unknown field they are refused.
 */
@Injectable()
export class ValidationPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const { schema } = metadata;
    if (!(schema instanceof z.ZodType)) return value;
    const given = metadata.type === 'body' ? (value ?? {}) : value; // a command without fields needs no body
    return (await validated(schema, given, SOURCES[metadata.type], metadata.data)) as T;
  }
}

const SOURCES: Record<ArgumentMetadata['type'], Source> = {
  body: 'body',
  query: 'query',
  param: 'param',
  custom: 'headers',
};

/** The parsed value, or a `Refusal` that names every place. `name` is the parameter when the value is a single one. */
export async function validated<S extends z.ZodType>(
  schema: S,
  value: unknown,
  source: Source,
  name?: string,
): Promise<z.output<S>> {
  const result = await schema.safeParseAsync(value, { reportInput: true });
  if (result.success) return result.data;
  const issues = result.error.issues
    .flatMap(withinKey)
    .map((issue) => (name ? { ...issue, path: [name, ...issue.path] } : issue));
  throw new Refusal(codeOf(issues, source), { errors: placesOf(issues, source) });
}

/** What is wrong with the key of a record, told at the key. */
function withinKey(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_key') return [issue];
  return issue.issues.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

const GENERAL: Record<Source, EdgeCode> = {
  body: 'E_VALIDATION',
  query: 'E_PARAMETER',
  param: 'E_PARAMETER',
  headers: 'E_HEADER',
};

/** A part of a schema may name its own refusal (`params: { code }`), such as a year outside the report's years. */
function codeOf(issues: readonly z.core.$ZodIssue[], source: Source): EdgeCode {
  for (const issue of issues) {
    const code: unknown = issue.code === 'custom' ? issue.params?.code : undefined;
    if (typeof code === 'string' && code in EDGE_CODES) return code as EdgeCode;
  }
  return GENERAL[source];
}
