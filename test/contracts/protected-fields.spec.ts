import { inMemoryStore } from '@app/event-store';
import { describeProtectedFields } from './protected-fields.contract';

describeProtectedFields('in memory', () => {
  const raw = inMemoryStore();
  return Promise.resolve({ raw, another: () => Promise.resolve(raw), dispose: () => raw.close() });
});
