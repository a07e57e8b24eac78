import type { RecordedEvent } from '@app/event-store';
import { interleaved, logOf } from '../../test/a-log';
import { caseIdOfStream } from '../framework/log-reader';
import { completedCases } from './completed-cases';

const CASES = 50;

async function logWithLasts() {
  const store = await logOf(interleaved(CASES));
  const events: RecordedEvent[] = [];
  for await (const event of store.readAll()) events.push(event);
  const lastOf = new Map<string, number>();
  for (const { stream, position } of events) {
    if (caseIdOfStream(stream) !== '') lastOf.set(caseIdOfStream(stream), position);
  }
  return { store, lastOf, to: events.at(-1)!.position };
}

describe('the cases of a log in which all are open at once', () => {
  it.each([
    ['all of them', 5_000],
    ['some', 7],
    ['none', 0],
  ])('come once each with all their events, with room for %s', async (_, most) => {
    const { store, lastOf, to } = await logWithLasts();
    const come = new Map<string, number[]>();
    let held = 0;
    for await (const completed of completedCases(store, lastOf, { to, most })) {
      expect(come.has(completed.caseId)).toBe(false);
      come.set(
        completed.caseId,
        completed.history.map(({ revision }) => revision),
      );
      expect(completed.history.at(-1)!.position).toBe(lastOf.get(completed.caseId));
      held = Math.max(held, completed.held);
    }
    expect(come.size).toBe(CASES);
    for (const revisions of come.values()) expect(revisions).toEqual([...revisions.keys()]);
    expect(held).toBeLessThanOrEqual(Math.min(most, CASES) + 1);
    if (most > CASES) expect(held).toBeGreaterThan(7);
  });
});
