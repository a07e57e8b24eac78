import { fold, liftEvent, type CaseEvent } from '@app/disclosure';
import { inMemoryStore, StoreUnavailable, type EventStore } from '@app/event-store';
import { append, caseStreamOf, fact, idOf, interleaved, logOf, registered, answered } from '../../test/a-log';
import { isCaseEvent } from './case-events';
import { CaseHistories } from './case-histories';

async function caseEventsOf(store: EventStore): Promise<CaseEvent[]> {
  const events: CaseEvent[] = [];
  for await (const stored of store.readAll()) {
    const event = liftEvent(stored);
    if (isCaseEvent(event)) events.push(event);
  }
  return events;
}

/** What a remembered case must be like: the whole history folded anew. */
function foldedAnew(events: readonly CaseEvent[], stream: string, position: number) {
  return fold(events.filter((event) => event.stream === stream && event.position <= position));
}

describe('the cases remembered between events', () => {
  it.each([
    ['all of them', 5_000, 1],
    ['hardly any', 2, 1],
    ['all of them, in batches', 5_000, 40],
    ['hardly any, in batches', 2, 7],
  ])('are what folding the whole stream gives, with room for %s', async (_, limit, size) => {
    const store = await logOf(interleaved(50));
    const events = await caseEventsOf(store);
    const histories = new CaseHistories(store, limit);
    for (let from = 0; from < events.length; from += size) {
      const batch = events.slice(from, from + size);
      const folded = await histories.foldBatch(batch);
      for (const event of batch) {
        const { before, after } = folded.get(event)!();
        expect(before).toEqual(foldedAnew(events, event.stream, event.position - 1));
        expect(after).toEqual(foldedAnew(events, event.stream, event.position));
      }
    }
  });

  it('answer one who comes late with what was, and go on with what is', async () => {
    const store = inMemoryStore();
    const stream = `case-${idOf('late')}`;
    await append(store, stream, registered('2025-1', '2025-03-03'), ...answered('2025-03-20', 'granted'));
    const events = await caseEventsOf(store);
    const histories = new CaseHistories(store);
    await histories.foldBatch(events);
    const late = await histories.foldBatch(events.slice(1, 3));
    expect(events.slice(1, 3).map((event) => late.get(event)!().after)).toEqual([
      foldedAnew(events, stream, 2),
      foldedAnew(events, stream, 3),
    ]);
    await append(store, stream, fact('ComplaintRecorded', '2025-04-01', { receivedOn: '2025-04-01', body: null }));
    const all = await caseEventsOf(store);
    const deaf = Object.assign(Object.create(store) as typeof store, {
      readStream: () => {
        throw new Error('not needed');
      },
    });
    Object.assign(histories, { store: deaf });
    expect((await histories.foldBatch(all.slice(4))).get(all[4]!)!().after).toEqual(foldedAnew(all, stream, 5));
  });

  it('answer one who comes late to the first event of a case as well', async () => {
    const store = await logOf(interleaved(10));
    const events = await caseEventsOf(store);
    const histories = new CaseHistories(store);
    await histories.foldBatch(events);
    const late = await histories.foldBatch(events);
    for (const event of events) {
      const { before, after } = late.get(event)!();
      expect(before).toEqual(foldedAnew(events, event.stream, event.position - 1));
      expect(after).toEqual(foldedAnew(events, event.stream, event.position));
    }
  });

  it('keep a failure for whoever asks, and for the later events of that case', async () => {
    const store = await logOf(interleaved(10));
    const events = await caseEventsOf(store);
    const stream = caseStreamOf(1);
    const orphan = inMemoryStore();
    await append(orphan, stream, ...answered('2025-03-20', 'granted'));
    const orphaned = await caseEventsOf(orphan);
    const other = events.find((event) => event.stream !== stream)!;
    const folded = await new CaseHistories(orphan).foldBatch([...orphaned, other]);
    for (const event of orphaned) expect(folded.get(event)).toThrow();
    expect(folded.get(other)!().after).toEqual(foldedAnew(events, other.stream, other.position));
  });

  it('do not take a store that does not answer for a faulty history', async () => {
    const store = await logOf(interleaved(10));
    const events = await caseEventsOf(store);
    const silent = Object.assign(Object.create(store) as typeof store, {
      readStream: () => {
        throw new StoreUnavailable(new Error('cut'));
      },
    });
    const second = events.filter(({ stream, revision }) => stream === caseStreamOf(1) && revision === 1);
    await expect(new CaseHistories(silent).foldBatch(second)).rejects.toThrow(StoreUnavailable);
  });
});
