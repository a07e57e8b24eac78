import { type ArgumentMetadata, Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import { z } from 'zod';
import { faultsIn } from '@app/command-forms';
import type { EdgeCode } from '../problems/edge-codes';
import { Refusal, type ProblemCode } from '../problems/problem';
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
  const faults = faultsIn(schema, result.error.issues);
  // The first place that has a refusal of its own names the whole, such as a year outside the report's years.
  const named = faults.find(({ code }) => code !== undefined) ?? faults[0]!;
  // A part names one of our codes, or it would not stand in the catalogue of problems.
  throw new Refusal((named.code as ProblemCode | undefined) ?? GENERAL[source], {
    rule: named.rule,
    errors: placesOf(faults, source, name),
  });
}

const GENERAL: Record<Source, EdgeCode> = {
  body: 'E_VALIDATION',
  query: 'E_PARAMETER',
  param: 'E_PARAMETER',
  headers: 'E_HEADER',
};
