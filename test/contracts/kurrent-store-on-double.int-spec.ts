import { protectedStore, randomMasterKey } from '@app/event-store';
import { KurrentDouble } from '../support/kurrent-double/kurrent-double';
import { describeEventStore } from './event-store.contract';
import { PROTECTION } from './event-store.samples';
import { kurrentLog, onKurrent } from './kurrent-stores';
import { describeProtectedFields } from './protected-fields.contract';

// A double proves how the adapter handles what a server may say; it does not prove that a server says it. Against a
// real KurrentDB the same suite runs in kurrent-store.int-spec.ts, where KURRENTDB_URL names one.
let double: KurrentDouble;
let single: KurrentDouble;
beforeAll(async () => {
  double = await KurrentDouble.start();
  single = await KurrentDouble.start({ batchAppend: false });
});
afterAll(async () => {
  await double.stop();
  await single.stop();
});

describeEventStore('the KurrentDB adapter on a double in this process, no server', () =>
  onKurrent(double.url, (store) => Promise.resolve(store)),
);

const key = randomMasterKey();
describeEventStore('the KurrentDB adapter on a double, one call for each append, with protected fields', () =>
  onKurrent(single.url, (store) => protectedStore(store, { key, protection: PROTECTION })),
);

describeProtectedFields('the KurrentDB adapter on a double in this process, no server', () => kurrentLog(double.url));
