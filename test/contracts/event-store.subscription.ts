import type { EventStore, Position, SubscriptionItem } from '@app/event-store';
import type { Subject } from './event-store.contract';
import { newStream, noting } from './event-store.samples';

/** Reads a subscription until the condition holds, then aborts it. */
async function follow(
  store: EventStore,
  after: Position,
  enough: (items: SubscriptionItem[]) => boolean | Promise<boolean>,
): Promise<SubscriptionItem[]> {
  const stop = new AbortController();
  const items: SubscriptionItem[] = [];
  for await (const item of store.subscribe({ after, signal: stop.signal })) {
    items.push(item);
    if (await enough(items)) stop.abort();
  }
  return items;
}

const positions = (items: SubscriptionItem[]) =>
  items.map((item) => (item.kind === 'event' ? item.event.position : `caught up at ${item.position}`));

export function subscriptionContract(subject: Subject): void {
  const store = () => subject().store;
  const caughtUp = (items: SubscriptionItem[]) => items.at(-1)?.kind === 'caught_up';

  describe('a subscription', () => {
    it('yields what was there, says that it has caught up, then what comes', async () => {
      const stream = newStream();
      const { position: first } = await store().append(noting(stream, 'no_stream', [{ open: 1 }]));
      let live = false;
      const items = await follow(store(), first - 1, async (so) => {
        if (!live && caughtUp(so)) {
          live = true;
          await store().append(noting(stream, 0, [{ open: 2 }, { open: 3 }]));
        }
        return caughtUp(so) && so.length > 3;
      });
      expect(positions(items)).toEqual([
        first,
        `caught up at ${first}`,
        first + 1,
        first + 2,
        `caught up at ${first + 2}`,
      ]);
    });

    it('says at once that it has caught up when there is nothing to read', async () => {
      const { position } = await store().head();
      expect(positions(await follow(store(), position, () => true))).toEqual([`caught up at ${position}`]);
    });

    it('is woken by an append of another process', async () => {
      const other = await subject().another();
      const { position } = await store().head();
      let appended = false;
      const items = await follow(store(), position, async (so) => {
        if (!appended) await other.append(noting(newStream(), 'no_stream'));
        appended = true;
        return so.some(({ kind }) => kind === 'event');
      });
      expect(positions(items)).toEqual([`caught up at ${position}`, position + 1]);
    });

    it('resumes behind any event it has yielded', async () => {
      const { position: last } = await store().append(noting(newStream(), 'no_stream', [{}, {}, {}, {}]));
      for (let after = last - 4; after < last; after++) {
        const [item] = await follow(store(), after, () => true);
        expect(positions([item!])).toEqual([after + 1]);
      }
    });

    it('ends on abort while it waits', async () => {
      const stop = new AbortController();
      const { position } = await store().head();
      const reading = store().subscribe({ after: position, signal: stop.signal })[Symbol.asyncIterator]();
      expect(await reading.next()).toMatchObject({ value: { kind: 'caught_up' } });
      const next = reading.next();
      setImmediate(() => stop.abort());
      expect(await next).toEqual({ value: undefined, done: true });
    });

    it('refuses a place the log has not reached: another log was restored under it (F31)', async () => {
      const { position } = await store().head();
      await expect(follow(store(), position + 5, () => true)).rejects.toMatchObject({ name: 'LogGap' });
    });
  });
}
