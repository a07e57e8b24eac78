import type { z } from 'zod';
import type { EventStore } from '@app/event-store';
import { Refusal } from '../problems/problem';
import { readQuery } from '../http/reading';
import { civilDate, instant, position } from '@app/command-forms';
import { civilDateOf } from '@app/disclosure';
import type { AsOf } from '@app/read-models';
import type { WriteSide } from '@app/use-cases';

/** As we knew it: a position of the log, or an instant of recording; as it was: a day of effect (D2). */
export const momentParams = {
  at: position.optional(),
  asOf: instant.optional(),
  on: civilDate.optional().describe('当日日终的实际情况 / as it was at the end of that day'),
};

export function momentQuery<S extends z.ZodRawShape>(shape: S) {
  return readQuery({ ...shape, ...momentParams });
}

/** The same without a day, for what only the order of recording divides. */
export const recordedParams = { at: momentParams.at, asOf: momentParams.asOf };

/** The moment meant, empty for now. @throws Refusal E_AS_OF when position and instant are both given */
export async function momentOf(
  store: EventStore,
  { at, asOf, on }: { at?: number; asOf?: string; on?: string },
): Promise<AsOf> {
  if (at !== undefined && asOf !== undefined) throw new Refusal('E_AS_OF');
  return {
    ...(at !== undefined && { at }),
    ...(asOf !== undefined && { at: await store.positionAt(asOf) }),
    ...(on !== undefined && { on }),
  };
}

/** The day a question is seen from: the one asked about, that of the instant, or of the last entry known then. */
export async function seenFrom(
  write: WriteSide,
  { asOf, on }: { asOf?: string; on?: string },
  at: number | undefined,
): Promise<string> {
  if (on !== undefined) return on;
  if (asOf !== undefined) return civilDateOf(asOf);
  if (at === undefined) return write.today();
  for await (const { recordedAt } of write.store.readAll({ after: at - 1, to: at })) return civilDateOf(recordedAt);
  return write.today();
}
