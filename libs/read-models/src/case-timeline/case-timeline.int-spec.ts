import { EVENTS } from '@app/disclosure';
import { inMemoryStore } from '@app/event-store';
import { answered, caseStreamOf, idOf, interleaved, logOf, registered } from '../../test/a-log';
import { rowsOf } from '../../test/checksums';
import { expectSameAfterReplay, FollowedLog } from '../../test/followed-log';
import { GetCaseTimeline } from './get-case-timeline';

const stream = `case-${idOf('timeline')}`;
const caseId = idOf('timeline');

describe('the timeline of a case', () => {
  let followed: FollowedLog;
  let clock = Date.parse('2025-04-01T00:00:00.000Z');

  beforeAll(async () => {
    const store = inMemoryStore({ now: () => new Date((clock += 1_000)) });
    followed = await FollowedLog.open(store);
    const [decision, dispatch, closing] = answered('2025-03-20', 'granted');
    await followed.tell(
      stream,
      registered('2025-1', '2025-03-03'),
      decision!,
      { ...dispatch!, note: '挂号' },
      closing!,
    );
    await logOf(interleaved(20), store);
    await followed.projector.catchUp();
  });
  afterAll(() => followed.close());

  it('has every event with its two clocks, its actor and its place', async () => {
    const timeline = await followed.ask(new GetCaseTimeline(caseId));
    expect(timeline?.events.map(({ label, effectiveOn, position }) => [label, effectiveOn, position])).toEqual([
      ['申请登记', '2025-03-03', 1],
      ['作出处理决定', '2025-03-20', 2],
      ['发出答复', '2025-03-20', 3],
      ['办结', '2025-03-20', 4],
    ]);
    expect(timeline?.events[0]).toMatchObject({
      recordedAt: '2025-04-01T00:00:01.000Z',
      actor: { id: 'clerk-1', role: 'handler' },
    });
    expect(timeline?.outOfDate).toBe(false);
  });

  it('shows data without its protected fields and without notes, which are free text about a person (D9)', async () => {
    expect(JSON.stringify(await followed.ask(new GetCaseTimeline(caseId)))).not.toContain('挂号');
    const timeline = await followed.ask(new GetCaseTimeline(caseId));
    expect(timeline?.events[0]?.data).toMatchObject({ caseNo: '2025-1', applicantKind: 'natural_person' });
    for (const field of EVENTS.ApplicationRegistered.protectedFields)
      expect(timeline?.events[0]?.data).not.toHaveProperty(field);
    expect((await rowsOf(followed.dataSource, 'timeline_event')).join()).not.toContain('CANARY');
  });

  it('stops where it is asked to: at a position, at an instant, at a day of effect', async () => {
    const revisions = async (moment: GetCaseTimeline['moment']) =>
      (await followed.ask(new GetCaseTimeline(caseId, moment)))?.events.map(({ revision }) => revision);
    expect(await revisions({ at: 2 })).toEqual([0, 1]);
    expect(await revisions({ asOf: '2025-04-01T00:00:03.000Z' })).toEqual([0, 1, 2]);
    expect(await revisions({ asOf: '2025-04-01T00:00:02.999Z' })).toEqual([0, 1]);
    expect(await revisions({ effectiveUntil: '2025-03-03' })).toEqual([0]);
    expect(await revisions({ asOf: '2025-03-31T23:59:59.999Z' })).toBeUndefined();
  });

  it('is nothing for a case that is not there', async () => {
    expect(await followed.ask(new GetCaseTimeline(idOf('nobody')))).toBeUndefined();
  });

  it('has as many events of every case as the log', async () => {
    for (let n = 0; n < 20; n++) {
      let count = 0;
      for await (const event of followed.store.readStream(caseStreamOf(n))) count = event.revision + 1;
      const timeline = await followed.ask(new GetCaseTimeline(caseStreamOf(n).slice('case-'.length)));
      expect(timeline?.events).toHaveLength(count);
    }
  });

  it('gives the same rows again', () => expectSameAfterReplay(followed));
});
