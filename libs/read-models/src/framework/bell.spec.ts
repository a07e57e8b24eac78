import { Bell } from './bell';

describe('a bell', () => {
  it('wakes whoever waits, all of them', async () => {
    const bell = new Bell();
    const waiting = Promise.all([bell.next(bell.heard, 60_000), bell.next(bell.heard, 60_000)]);
    bell.ring();
    await waiting;
  });

  it('that rang between looking and waiting is not missed', async () => {
    const bell = new Bell();
    const heard = bell.heard;
    bell.ring();
    await bell.next(heard, 60_000);
  });

  it('that does not ring lets go after a while', async () => {
    const bell = new Bell();
    await bell.next(bell.heard, 1);
    expect(bell.heard).toBe(0);
  });
});
