import type { z } from 'zod';
import type { EventStore } from '@app/event-store';
import { Refusal } from '../problems/problem';
import { readQuery } from '../http/reading';
import { instant, position } from '@app/command-forms';

/** As of when: a position of the log, or an instant of recording; the present if neither is given. */
export function momentQuery<S extends z.ZodRawShape>(shape: S) {
  return readQuery({ ...shape, at: position.optional(), asOf: instant.optional() });
}

/** The position meant, `undefined` for now. @throws Refusal E_AS_OF when both are given */
export async function momentOf(
  store: EventStore,
  { at, asOf }: { at?: number; asOf?: string },
): Promise<{ at?: number }> {
  if (at !== undefined && asOf !== undefined) throw new Refusal('E_AS_OF');
  if (asOf !== undefined) return { at: await store.positionAt(asOf) };
  return at === undefined ? {} : { at };
}
