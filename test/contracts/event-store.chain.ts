import { EMPTY_HEAD, verifyChain } from '@app/event-store';
import type { StoreUnderTest, Subject } from './event-store.contract';
import { newStream, noting } from './event-store.samples';

export function chainContract(subject: Subject, open: () => Promise<StoreUnderTest>): void {
  describe('the hash chain (D10)', () => {
    it('begins with zeros in a log of its own', async () => {
      const fresh = await open();
      const head = await fresh.store.head();
      expect(head).toMatchObject({ position: 0, hash: EMPTY_HEAD });
      expect(head.storeId).not.toBe((await subject().store.head()).storeId);
      await fresh.dispose();
    });

    it('holds over everything this suite has written, up to the head', async () => {
      await subject().store.append(noting(newStream(), 'no_stream', [{ open: '字' }]));
      const head = await subject().store.head();
      const report = await verifyChain(subject().stored(), { head });
      expect(report).toMatchObject({ events: head.position, faults: [] });
    });
  });

  it('a closed store answers that it is unavailable', async () => {
    const fresh = await open();
    await fresh.dispose();
    await expect(fresh.store.append(noting(newStream(), 'no_stream'))).rejects.toMatchObject({
      name: 'StoreUnavailable',
    });
  });
}
