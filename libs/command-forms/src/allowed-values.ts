import { z } from 'zod';

/**
 * The fields of a form that take one of a few words, each with them: `mode`, `itemResults[].resultCode`. The path says
 * where a field stands inside lists and objects.
 */
export function allowedValues(schema: z.ZodType, path = ''): [path: string, values: string[]][] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return allowedValues(schema.unwrap() as z.ZodType, path);
  }
  if (schema instanceof z.ZodEnum) return [[path, schema.options.map(String)]];
  if (schema instanceof z.ZodArray) return allowedValues(schema.element as z.ZodType, `${path}[]`);
  if (schema instanceof z.ZodUnion) {
    return schema.options.flatMap((option) => allowedValues(option as z.ZodType, path));
  }
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([name, part]) =>
    allowedValues(part, path === '' ? name : `${path}.${name}`),
  );
}
