import { inMemoryStore, protectedStore, randomMasterKey } from '@app/event-store';
import { describeEventStore } from './event-store.contract';
import { PROTECTION } from './event-store.samples';

describeEventStore('in memory', () => {
  const store = inMemoryStore();
  return Promise.resolve({
    store,
    another: () => Promise.resolve(store),
    stored: () => store.readStored(),
    dispose: () => store.close(),
  });
});

describeEventStore('in memory, with protected fields', async () => {
  const raw = inMemoryStore();
  const store = await protectedStore(raw, { key: randomMasterKey(), protection: PROTECTION });
  return {
    store,
    another: () => Promise.resolve(store),
    stored: () => raw.readStored(),
    dispose: () => store.close(),
  };
});
