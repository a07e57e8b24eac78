import { type KurrentStoreOptions, type LogStore } from '@app/event-store';
import { type DoubleOptions, KurrentDouble } from '../support/kurrent-double/kurrent-double';
import { kurrentLog, type KurrentLogUnderTest } from './kurrent-stores';

export const PATIENT = { answerTimeout: 2_000, retry: { attempts: 5, firstDelay: 20 } };
export const ONCE = { answerTimeout: 2_000, retry: { attempts: 1, firstDelay: 0 } };

export interface FaultyGround {
  /** A node, stopped after the test. */
  node(this: void, options?: DoubleOptions): Promise<KurrentDouble>;
  /** A log of its own on a node, and a store of it; removed after the test. */
  logOn(
    this: void,
    double: KurrentDouble,
    options?: Partial<KurrentStoreOptions>,
  ): Promise<{ log: KurrentLogUnderTest; store: LogStore }>;
  undo: (() => Promise<void>)[];
}

/** Nodes and logs for the tests of one spec, taken away after each of them. */
export function faultyGround(): FaultyGround {
  const undo: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0).reverse()) await each();
  });
  return {
    undo,
    node: async (options) => {
      const double = await KurrentDouble.start(options);
      undo.push(() => double.stop());
      return double;
    },
    logOn: async (double, options = PATIENT) => {
      const log = await kurrentLog(double.url);
      undo.push(() => log.dispose());
      return { log, store: await log.open(options) };
    },
  };
}
