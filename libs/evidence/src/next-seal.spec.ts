import type { StoredEvent } from '@app/event-store';
import { rehashed, SealedLog } from '../test/sealed-log';
import { LogBroken, nextSeal } from './next-seal';

type Attack = (log: StoredEvent[]) => StoredEvent[];

const changed =
  (n: number, change: Partial<StoredEvent>): Attack =>
  (log) =>
    log.map((event, index) => (index === n ? { ...event, ...change } : event));

describe('the next seal', () => {
  it('is none where nothing but seals came since', async () => {
    const log = new SealedLog();
    expect(await log.seal()).toBe(false);
    await log.tell('s0');
    expect(await log.seal()).toBe(true);
    expect(await log.seal()).toBe(false);
  });

  it('is not made over a log that is not what was hashed, or has a hole', async () => {
    const log = new SealedLog();
    for (let n = 0; n < 5; n++) await log.tell('s0');
    const events = await log.stored();
    const from = (attack: Attack) => nextSeal({ storeId: 'x', events: attack(events), now: '' });
    await expect(from(changed(2, { type: 'Voided' }))).rejects.toEqual(new LogBroken(3));
    await expect(from((all) => all.toSpliced(2, 1))).rejects.toEqual(new LogBroken(3));
    await expect(from((all) => rehashed(changed(2, { position: 9 })(all), 2))).rejects.toEqual(new LogBroken(3));
  });

  it('is never older than what it seals', async () => {
    const log = new SealedLog();
    await log.tell('s0');
    const events = await log.stored();
    const seal = (now: string) => nextSeal({ storeId: 'x', events, now });
    expect(await seal('2020-01-01T00:00:00.000Z')).toMatchObject({ sealedAt: events[0]!.recordedAt });
    expect(await seal('2030-01-01T00:00:00.000Z')).toMatchObject({ sealedAt: '2030-01-01T00:00:00.000Z' });
  });
});
