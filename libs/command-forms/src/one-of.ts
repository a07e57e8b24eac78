import { z } from 'zod';
import { ruled } from './part-rules';

/** One of the codes of a vocabulary table; `rule` lists them, `code` is the refusal of any other. */
export function oneOf<K extends string>(vocabulary: Record<K, unknown>, rule?: string, code?: `E_${string}`) {
  const part = z.enum(Object.keys(vocabulary) as [K, ...K[]]);
  return rule === undefined ? part : ruled(part, rule, code);
}
