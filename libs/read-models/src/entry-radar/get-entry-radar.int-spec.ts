import { caseFile, entriesOfCase, liftEvent, radar, stateCouncilCalendar, type CaseEvent } from '@app/disclosure';
import { inMemoryStore } from '@app/event-store';
import { interleaved, logOf } from '../../test/a-log';
import { FollowedLog } from '../../test/followed-log';
import { GetEntryRadar } from './get-entry-radar';

const UNIT = 'D01';

describe('the radar over the rows of the timeline', () => {
  let followed: FollowedLog;
  let clock = Date.parse('2025-04-01T00:00:00.000Z');

  beforeAll(async () => {
    followed = await FollowedLog.open(inMemoryStore({ now: () => new Date((clock += 3_600_000)) }));
    await logOf(interleaved(40), followed.store);
    await followed.projector.catchUp();
  });
  afterAll(() => followed.close());

  it('finds what the same arithmetic finds in the log itself', async () => {
    const found = await followed.ask(new GetEntryRadar(UNIT));
    const streams = new Map<string, CaseEvent[]>();
    for await (const stored of followed.store.readAll()) {
      if (!stored.stream.startsWith('case-')) continue;
      const event = liftEvent(stored) as CaseEvent;
      streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
    }
    for (const [stream, [first]] of streams) {
      if (first?.type === 'ApplicationRegistered' && first.data.unit !== UNIT) streams.delete(stream);
    }
    const entries = [...streams.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, history]) => entriesOfCase(caseFile(history)));
    expect(found).toMatchObject({ unit: UNIT, cases: streams.size, outOfDate: 0 });
    expect(found.entries.ofTheUnit).toBeGreaterThan(40);
    expect(found).toMatchObject(JSON.parse(JSON.stringify(radar(entries, stateCouncilCalendar))) as object);
  });

  it('looks at what took effect in a year, and tells how far it is', async () => {
    const told: number[] = [];
    const none = await followed.ask(new GetEntryRadar(UNIT, 2019, (cases) => told.push(cases)));
    expect(none).toMatchObject({ year: 2019, entries: { judged: 0 }, signals: [] });
    expect(told.at(-1)).toBe(none.cases);
  });

  it('knows nothing of a unit without a case', async () => {
    expect(await followed.ask(new GetEntryRadar('nobody'))).toMatchObject({ cases: 0, signals: [] });
  });
});
