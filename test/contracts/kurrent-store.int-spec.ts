import { protectedStore, randomMasterKey } from '@app/event-store';
import { describeEventStore } from './event-store.contract';
import { PROTECTION } from './event-store.samples';
import { kurrentLog, onKurrent } from './kurrent-stores';
import { describeProtectedFields } from './protected-fields.contract';

// KURRENTDB_URL='kurrentdb://127.0.0.1:2113?tls=false' npx jest test/contracts/kurrent-store.int-spec
// The server has to take appends of 4 MiB (MaxAppendSize); every log of the suite has a prefix of its own and stays.
const url = process.env['KURRENTDB_URL'] ?? '';

if (url === '') {
  const notRun = 'NOT RUN against a real KurrentDB: KURRENTDB_URL names none (docs/kurrentdb.md)';
  process.stderr.write(`\n${notRun}\n`);
  describe('the event store contract: a real KurrentDB', () => it.todo(notRun));
} else {
  describeEventStore('a real KurrentDB', () => onKurrent(url, (store) => Promise.resolve(store)));

  const key = randomMasterKey();
  describeEventStore('a real KurrentDB, with protected fields', () =>
    onKurrent(url, (store) => protectedStore(store, { key, protection: PROTECTION })),
  );

  describeProtectedFields('a real KurrentDB', () => kurrentLog(url));
}
