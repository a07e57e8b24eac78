import { fold, liftEvent, type CaseEvent } from '@app/disclosure';
import { inMemoryStore, type EventStore } from '@app/event-store';
import { append, caseStreamOf, idOf, interleaved, logOf, registered, answered } from '../../test/a-log';
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
    ['all of them', 30_000],
    ['hardly any', 5],
  ])('are what folding the whole stream gives, with room for %s', async (_, limit) => {
    const store = await logOf(interleaved(50));
    const events = await caseEventsOf(store);
    const histories = new CaseHistories(store, limit);
    for (const event of events) {
      if (!histories.follows(event.stream, event)) await histories.recall(event.stream, event);
      const { before, after } = histories.next(event.stream, event);
      expect(before).toEqual(foldedAnew(events, event.stream, event.position - 1));
      expect(after).toEqual(foldedAnew(events, event.stream, event.position));
    }
  });

  it('answer one who asks late with what was, not with what is', async () => {
    const store = inMemoryStore();
    const stream = `case-${idOf('late')}`;
    await append(store, stream, registered('2025-1', '2025-03-03'), ...answered('2025-03-20', 'granted'));
    const events = await caseEventsOf(store);
    const histories = new CaseHistories(store);
    for (const event of events) histories.next(stream, event);
    expect(histories.next(stream, events[1]!).after?.status).toBe('DECIDED');
    expect(histories.next(stream, events[3]!).after?.status).toBe('CLOSED');
  });

  it('refuse an event whose predecessor never came', async () => {
    const store = await logOf(interleaved(10));
    const events = await caseEventsOf(store);
    const second = events.find(({ stream, revision }) => stream === caseStreamOf(1) && revision === 1)!;
    expect(() => new CaseHistories(store).next(second.stream, second)).toThrow('missing');
  });
});
