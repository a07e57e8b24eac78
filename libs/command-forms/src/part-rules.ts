import { z } from 'zod';

/** What a part of a request stands for. */
export interface PartRule {
  /** Rule that says what may stand there, e.g. `A §3` for a result. */
  rule: string;
  /** Its own refusal, where a wrong value has one. */
  code?: `E_${string}`;
}

const PART_RULES = z.registry<PartRule>();

/** Every part without a rule of its own: its form is the one told in the OpenAPI document. */
export const GENERAL_RULE = 'G-02';

/** Binds a part of a schema to its rule; copies with a description keep it. */
export function ruled<S extends z.ZodType>(schema: S, rule: string, code?: `E_${string}`): S {
  PART_RULES.add(schema, { rule, ...(code && { code }) });
  return schema;
}

/** The rule of the innermost part on the way to a place, or the general one; `key` asks about a record's key there. */
export function ruleAt(schema: z.ZodType, path: readonly PropertyKey[], key = false): PartRule {
  let found: PartRule = { rule: GENERAL_RULE };
  let part: z.ZodType | undefined = schema;
  for (let depth = 0; part !== undefined; depth++) {
    for (let inner: z.ZodType | undefined = part; inner !== undefined; inner = within(inner)) {
      found = { ...found, ...PART_RULES.get(inner) };
      part = inner;
    }
    if (depth === path.length) break;
    part = childOf(part, path[depth]!, key && depth === path.length - 1);
  }
  return found;
}

/** The schema below an optional, a nullable, a default or a transformation. */
function within(schema: z.ZodType): z.ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return schema.unwrap() as z.ZodType;
  }
  return schema instanceof z.ZodPipe ? (schema.in as z.ZodType) : undefined;
}

function childOf(schema: z.ZodType, name: PropertyKey, key: boolean): z.ZodType | undefined {
  if (schema instanceof z.ZodObject) {
    const shape = schema.shape as Record<PropertyKey, z.ZodType>;
    return Object.hasOwn(shape, name) ? shape[name] : undefined;
  }
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  return schema instanceof z.ZodRecord ? ((key ? schema.keyType : schema.valueType) as z.ZodType) : undefined;
}
