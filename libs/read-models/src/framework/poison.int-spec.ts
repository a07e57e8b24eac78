import { answered, append, caseStreamOf, fact, idOf, interleaved, logOf, registered } from '../../test/a-log';
import { countedBy, counting, countsIn, makeCountingTable } from '../../test/counting';
import { FollowedLog } from '../../test/followed-log';
import { PROJECTIONS } from '../projections';
import { FindCase } from '../case-register/find-case';
import { caseRegister } from '../case-register/case-register';
import { statisticalFacts } from '../statistical-facts/statistical-facts';
import { GetAnnualTables } from '../statistical-facts/get-annual-tables';
import { GetFeeFigures } from '../statistical-facts/get-fee-figures';
import { Projector } from './projector';
import { ProjectionStopped } from './refusals';

const log = interleaved(20, 5);
const head = log.length;
/** The second event of some case, with others of it to come. */
const poisoned = caseStreamOf(3);
const poison =
  log.findIndex(([stream], index) => stream === poisoned && log.slice(0, index).some(([s]) => s === stream)) + 1;

describe('an event that cannot be applied (F15)', () => {
  let followed: FollowedLog;
  beforeEach(async () => {
    followed = await FollowedLog.open(await logOf(log));
    await makeCountingTable(followed.dataSource);
  });
  afterEach(() => followed.close());

  const failing = (position: number) => {
    if (position === poison) throw new TypeError('王三 does not fit');
  };
  const projector = (...projections: ConstructorParameters<typeof Projector>[0]['projections'] & object) =>
    new Projector({ store: followed.store, dataSource: followed.dataSource, projections });

  it('stops a statutory view just before it, visibly, and everything before it is applied', async () => {
    const stopping = projector(counting({ statutory: true, at: failing }));
    await stopping.catchUp();
    expect((await stopping.status())[0]).toMatchObject({
      state: 'stopped',
      position: poison - 1,
      head,
      stopped: { position: poison, reason: expect.stringMatching(/^\w+: TypeError$/) as string },
    });
    expect(await countedBy(followed.dataSource)).toEqual(countsIn(log, poison - 1));
  });

  it('goes on from there once the view is mended', async () => {
    await projector(counting({ statutory: true, at: failing })).catchUp();
    const mended = projector(counting({ statutory: true }));
    // A stopped view is asked again by whoever leads next.
    await mended.start();
    expect(await mended.waitFor(head, 20_000)).toBe(true);
    await mended.stop();
    expect(await countedBy(followed.dataSource)).toEqual(countsIn(log));
  });

  it('parks its whole stream in any other view, which goes on with the rest', async () => {
    const parking = projector(counting({ at: failing }));
    await parking.catchUp();
    expect((await parking.status())[0]).toMatchObject({ state: 'idle', position: head, parked: 1 });
    const counts = await countedBy(followed.dataSource);
    expect(counts[poisoned]).toBe(1);
    expect({ ...counts, [poisoned]: 0 }).toEqual({ ...countsIn(log), [poisoned]: 0 });
  });

  it('keeps its stream parked after a restart, and lets it go in a rebuild of the mended view', async () => {
    await projector(counting({ at: failing })).catchUp();
    await append(
      followed.store,
      poisoned,
      fact('ComplaintRecorded', '2025-05-05', { receivedOn: '2025-05-05', body: null }),
    );
    await projector(counting()).catchUp();
    expect((await countedBy(followed.dataSource))[poisoned]).toBe(1);
    await projector(counting()).rebuild();
    expect((await countedBy(followed.dataSource))[poisoned]).toBe((countsIn(log)[poisoned] ?? 0) + 1);
    expect((await projector(counting()).status())[0]?.parked).toBe(0);
  });

  it('tells nobody whose name it holds', async () => {
    await projector(counting({ at: failing })).catchUp();
    const parked = await followed.dataSource.query<{ reason: string }[]>(
      'select reason from read_models.parked_stream',
    );
    expect(parked.map(({ reason }) => reason).join()).not.toContain('王三');
  });

  it('marks the case in the register', async () => {
    const timeline = { ...counting({ at: failing }), name: 'case-timeline' };
    await projector(caseRegister, timeline).catchUp();
    const marked = await followed.ask(new FindCase({ caseId: poisoned.slice('case-'.length) }));
    const other = await followed.ask(new FindCase({ caseId: caseStreamOf(4).slice('case-'.length) }));
    expect([marked?.outOfDate, other?.outOfDate]).toEqual([true, false]);
  });

  it('makes the tables refuse with the position, but not what was known before', async () => {
    const facts = {
      ...statisticalFacts,
      write: (...[tx, changes, context]: Parameters<typeof statisticalFacts.write>) => {
        if (changes.some(({ position }) => position === poison)) throw new RangeError('no');
        return statisticalFacts.write(tx, changes, context);
      },
    };
    await projector(...PROJECTIONS.map((each) => (each.name === facts.name ? facts : each))).catchUp();
    const refusal = { name: 'ProjectionStopped', projection: 'statistical-facts', position: poison - 1, head };
    await expect(followed.ask(new GetAnnualTables('D01', 2025))).rejects.toMatchObject(refusal);
    await expect(followed.ask(new GetFeeFigures('D01', 2025))).rejects.toThrow(ProjectionStopped);
    await expect(followed.ask(new GetAnnualTables('D01', 2025, { at: head }))).rejects.toMatchObject(refusal);
    const before = await followed.ask(new GetAnnualTables('D01', 2025, { at: poison - 1 }));
    expect(before.position).toBe(poison - 1);
  });

  it('lets a rebuild fail with the served rows untouched', async () => {
    await projector(counting({ statutory: true })).catchUp();
    await expect(projector(counting({ statutory: true, at: failing })).rebuild()).rejects.toThrow(ProjectionStopped);
    expect(await countedBy(followed.dataSource)).toEqual(countsIn(log));
  });
});

describe('an event of a type or version this version does not know (F16, F37)', () => {
  let followed: FollowedLog;
  beforeEach(async () => (followed = await FollowedLog.open()));
  afterEach(() => followed.close());

  it.each([
    ['type', { type: 'ApplicationTeleported', schemaVersion: 1 }],
    ['version', { type: 'ReceiptConfirmed', schemaVersion: 99 }],
  ])('stops every view, whatever stream it is in: unknown %s', async (_, { type, schemaVersion }) => {
    const stream = `case-${idOf('known')}`;
    await append(followed.store, stream, registered('2025-1', '2025-03-03'), ...answered('2025-03-20', 'granted'));
    const id = idOf('unknown');
    await followed.store.append({
      stream,
      expectedRevision: 3,
      commandId: id,
      events: [
        {
          id,
          type,
          schemaVersion,
          effectiveOn: '2025-03-21',
          actor: { id: 'clerk-1', role: 'handler' },
          data: {},
          metadata: {},
        },
      ],
    });
    await followed.projector.catchUp();
    const status = await followed.projector.status();
    expect(status.map(({ state, position, stopped }) => ({ state, position, at: stopped?.position }))).toEqual(
      PROJECTIONS.map(() => ({ state: 'stopped', position: 4, at: 5 })),
    );
    expect(status[0]?.stopped?.reason).toContain(type);
  });
});
