import { z } from 'zod';

/** One of the codes of a vocabulary table. */
export function oneOf<K extends string>(vocabulary: Record<K, unknown>) {
  return z.enum(Object.keys(vocabulary) as [K, ...K[]]);
}
