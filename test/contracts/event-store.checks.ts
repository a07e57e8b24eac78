import { randomUUID } from 'node:crypto';
import {
  type AppendRequest,
  type EventStore,
  type Position,
  type RecordedEvent,
  RevisionConflict,
  StoreUnavailable,
  type SubscriptionItem,
} from '@app/event-store';
import { collect, newStream, noting } from './event-store.samples';

/** How events reach a reader; the store's own `subscribe` unless a saboteur is to be shown. */
export type Reading = (after: Position, signal: AbortSignal) => AsyncIterable<SubscriptionItem>;

export interface WritersAndReader {
  /** One store for each writer, so that each has its own way to the database. */
  writers: EventStore[];
  /** Whose log it is. */
  store: EventStore;
  reading?: Reading;
  appendsEach: number;
  /** Streams that several writers fight for; each lost race is a roll-back. */
  contested?: number;
}

export interface Course {
  acknowledged: number;
  refused: number;
  /** Sentences; empty when everything held. */
  faults: string[];
}

/**
 * Writers append while a reader follows; afterwards everything acknowledged is in the log once, the log has no hole,
 * and the reader has seen all of it in order (O1–O3).
 */
export async function writersAgainstReader(setting: WritersAndReader): Promise<Course> {
  const { store } = setting;
  const base = (await store.head()).position;
  const stop = new AbortController();
  const seen: RecordedEvent[] = [];
  const faults: string[] = [];
  let target = Number.POSITIVE_INFINITY;
  let arrived: () => void = () => undefined;

  const reading = setting.reading ?? ((after, signal) => store.subscribe({ after, signal }));
  const reader = (async () => {
    try {
      for await (const item of reading(base, stop.signal)) {
        if (item.kind !== 'event') continue;
        seen.push(item.event);
        if (item.event.position >= target) arrived();
      }
    } catch (error) {
      faults.push(`the reader stopped: ${(error as Error).name}`);
      arrived();
    }
  })();

  const course = await write(setting);
  target = (await store.head()).position;
  if (faults.length === 0 && (seen.at(-1)?.position ?? base) < target) {
    await new Promise<void>((resolve) => (arrived = resolve));
  }
  stop.abort();
  await reader;

  const log = await collect(store.readAll({ after: base })).catch((error: Error) => {
    faults.push(`the log cannot be read: ${error.name}`);
    return [] as RecordedEvent[];
  });
  faults.push(...logFaults(log, base), ...ackFaults(course.acks, log), ...readerFaults(seen, log));
  return { acknowledged: course.acks.length, refused: course.refused, faults };
}

async function write({ writers, appendsEach, contested = 4 }: WritersAndReader) {
  const shared = Array.from({ length: contested }, newStream);
  const acks: string[] = [];
  let refused = 0;
  await Promise.all(
    writers.map(async (store, writer) => {
      const own = newStream();
      for (let n = 0, revision = -1; n < appendsEach; n++) {
        const command = randomUUID();
        const fight = n % 3 === 0 && contested > 0;
        const stream = fight ? shared[(n + writer) % contested]! : own;
        const last = fight ? ((await collect(store.readStream(stream))).at(-1)?.revision ?? -1) : revision;
        const request = noting(stream, last < 0 ? 'no_stream' : last, [{ command, open: n }], command);
        try {
          const appended = await untilAnswered(() => store.append(request));
          acks.push(command);
          if (!fight) revision = appended.revision;
        } catch (error) {
          if (!(error instanceof RevisionConflict)) throw error;
          refused++;
        }
      }
    }),
  );
  return { acks, refused };
}

/** What a client does with an unknown outcome: the same request again. */
async function untilAnswered<T>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }
}

/** How many of some appends are refused because the log is held up (F4). */
export async function refusedAppends(store: EventStore, appends: number): Promise<number> {
  let refused = 0;
  for (let n = 0; n < appends; n++) {
    await store.append(noting(newStream(), 'no_stream')).catch((error: Error) => {
      if (!(error instanceof StoreUnavailable)) throw error;
      refused++;
    });
  }
  return refused;
}

/** How many of some writers may continue the same revision of one stream; one, or a decision's premise is gone (F8). */
export async function continuations(stores: readonly EventStore[]): Promise<number> {
  const stream = newStream();
  await stores[0]!.append(noting(stream, 'no_stream'));
  const outcomes = await Promise.allSettled(stores.map((store) => store.append(noting(stream, 0))));
  return outcomes.filter(({ status }) => status === 'fulfilled').length;
}

/** How often a command is in the log after `send` has done what a client does with it (F5, F7). */
export async function timesStored(
  store: EventStore,
  send: (request: AppendRequest) => Promise<unknown>,
): Promise<number> {
  const command = randomUUID();
  const request = noting(newStream(), 'no_stream', [{ command }], command);
  await send(request);
  return (await collect(store.readStream(request.stream))).filter(({ data }) => data['command'] === command).length;
}

/** Positions without holes from `base`, revisions without holes in each stream, each command once. */
export function logFaults(log: readonly RecordedEvent[], base: Position): string[] {
  const faults: string[] = [];
  const revisions = new Map<string, number>();
  const commands = new Set<unknown>();
  log.forEach((event, index) => {
    if (event.position !== base + 1 + index)
      faults.push(`position ${event.position} where ${base + 1 + index} belongs`);
    const expected = (revisions.get(event.stream) ?? -1) + 1;
    if (event.revision !== expected) faults.push(`revision ${event.revision} where ${expected} belongs`);
    revisions.set(event.stream, event.revision);
    if (commands.has(event.data['command'])) faults.push('a command is stored twice');
    commands.add(event.data['command']);
  });
  return faults;
}

function ackFaults(acks: readonly string[], log: readonly RecordedEvent[]): string[] {
  const stored = new Set(log.map((event) => event.data['command']));
  return acks.filter((command) => !stored.has(command)).map(() => 'an acknowledged command is not stored');
}

function readerFaults(seen: readonly RecordedEvent[], log: readonly RecordedEvent[]): string[] {
  const faults: string[] = [];
  const positions = new Set(seen.map(({ position }) => position));
  for (const { position } of log) if (!positions.has(position)) faults.push(`the reader never saw ${position}`);
  for (let i = 1; i < seen.length; i++) {
    if (seen[i]!.position <= seen[i - 1]!.position) faults.push(`the reader saw ${seen[i]!.position} out of order`);
  }
  return faults;
}
