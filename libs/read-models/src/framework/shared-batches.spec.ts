import { SharedBatches, type Follower } from './shared-batches';

const batchTo = (end: number) => Promise.resolve([{ position: end }]);
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('batches shared by projections', () => {
  let shared: SharedBatches<{ position: number }>;
  const follower = (position: number): { position: number; stopped?: unknown } & Follower => {
    const joined = { position };
    shared.join(joined);
    return joined;
  };
  const keepThree = async () => {
    for (const start of [0, 10, 20]) shared.keep(start, batchTo(start + 10));
    await settled();
  };
  beforeEach(() => (shared = new SharedBatches(2)));

  it('are dropped once everybody has passed them', async () => {
    follower(30);
    await keepThree();
    await shared.makeRoom();
    expect([0, 10, 20].map((start) => shared.after(start) !== undefined)).toEqual([false, true, true]);
  });

  it('wait for one that is still to come, until it moves', async () => {
    const slow = follower(0);
    follower(30);
    await keepThree();
    let made = false;
    const room = shared.makeRoom().then(() => (made = true));
    await settled();
    expect([made, shared.after(0) !== undefined]).toEqual([false, true]);
    slow.position = 10;
    shared.moved();
    await room;
    expect(shared.after(0)).toBeUndefined();
  });

  it('do not wait for one that stopped, nor for one too far behind to come to them', async () => {
    follower(30);
    follower(-500);
    const stopped = follower(0);
    Object.assign(stopped, { stopped: { position: 1 } });
    await keepThree();
    await shared.makeRoom();
    expect(shared.after(0)).toBeUndefined();
  });

  it('are not kept when empty or failed: the log may be longer next time', async () => {
    shared.keep(0, Promise.resolve([]));
    shared.keep(10, Promise.reject(new Error('cut')));
    await settled();
    expect([shared.after(0), shared.after(10)]).toEqual([undefined, undefined]);
  });
});
