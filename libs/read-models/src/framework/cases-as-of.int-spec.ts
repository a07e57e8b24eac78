import { fold, liftEvent, stateOn, type CaseEvent, type CaseState, type CivilDate } from '@app/disclosure';
import { stateCouncilCalendar } from '@app/disclosure';
import { fact, interleaved, logOf, numbersFrom } from '../../test/a-log';
import { FollowedLog } from '../../test/followed-log';
import { registerRowOf } from '../case-register/case-register';
import { SearchCases, type CaseSearch } from '../case-register/search-cases';
import { dueRowsOf } from '../due-list/due-list';
import { ListDue } from '../due-list/list-due';
import { ReadModelBehind } from './refusals';

const MOMENTS = Number(process.env['MOMENTS'] ?? 30);
const DAYS: CivilDate[] = ['2024-12-31', '2025-01-21', '2025-03-03', '2025-03-05', '2025-03-21', '2025-04-15'];

/** The questions about the past, held against nothing but the events recorded until then. */
describe('as of any moment', () => {
  let followed: FollowedLog;
  let head: number;
  const histories = new Map<string, CaseEvent[]>();
  const below = numbersFrom(11);

  beforeAll(async () => {
    followed = await FollowedLog.open(await logOf(interleaved(60, 5)));
    await followed.projector.catchUp();
    head = (await followed.store.head()).position;
    for await (const stored of followed.store.readAll()) {
      if (!stored.stream.startsWith('case-')) continue;
      histories.set(stored.stream, [...(histories.get(stored.stream) ?? []), liftEvent(stored) as CaseEvent]);
    }
  });
  afterAll(() => followed.close());

  /** Every case as it stood then, folded from nothing. */
  function statesThen(at: number, on?: CivilDate): { caseId: string; state: CaseState }[] {
    return [...histories].flatMap(([stream, events]) => {
      const known = events.filter(({ position }) => position <= at);
      if (known.length === 0) return [];
      const state = on === undefined ? fold(known) : stateOn(known, on);
      return state ? [{ caseId: stream.slice('case-'.length), state }] : [];
    });
  }

  const moments = () =>
    Array.from({ length: MOMENTS }, (_, i) => ({
      at: 1 + below(head),
      on: i % 2 === 0 ? undefined : DAYS[below(DAYS.length)],
    }));

  async function pages(criteria: CaseSearch, moment: { at?: number; on?: CivilDate }) {
    const items = [];
    let cursor: string | undefined;
    do {
      const page = await followed.ask(new SearchCases({ ...criteria, cursor }, moment));
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return items;
  }

  it('the register is that of the cases folded alone, page by page and in its order', async () => {
    const statuses = new Set<string>();
    for (const { at, on } of moments()) {
      const expected = statesThen(at, on).map(({ caseId, state }) =>
        registerRowOf({ caseId, state, calendar: stateCouncilCalendar }),
      );
      const items = await pages({ limit: 7 }, { at, on });
      const dayOf = ({ receivedOn }: { receivedOn: CivilDate | null }) => receivedOn ?? '9999-12-31';
      const inOrder = [...expected].sort((a, b) =>
        dayOf(a) === dayOf(b) ? (a.caseId < b.caseId ? -1 : 1) : dayOf(a) < dayOf(b) ? 1 : -1,
      );
      expect({ at, on, ids: items.map(({ caseId }) => caseId) }).toEqual({
        ...{ at, on },
        ids: inOrder.map(({ caseId }) => caseId),
      });
      for (const [i, { applicantName: _, outOfDate: _o, ...item }] of items.entries()) {
        expect(inOrder[i]).toMatchObject(item);
        statuses.add(item.status);
      }
    }
    expect(statuses.size).toBeGreaterThan(4);
  });

  it('is narrowed by what a case was then, not by what it is now', async () => {
    let narrowed = 0;
    for (const { at, on } of moments()) {
      const found = await pages({ status: ['RUNNING'], receivedFrom: '2025-01-01', limit: 50 }, { at, on });
      const expected = statesThen(at, on).filter(
        ({ state }) => state.status === 'RUNNING' && (state.receivedOn ?? '') >= '2025-01-01',
      );
      expect(new Set(found.map(({ caseId }) => caseId))).toEqual(new Set(expected.map(({ caseId }) => caseId)));
      narrowed += found.length;
    }
    expect(narrowed).toBeGreaterThan(20);
  });

  it('the due list is that of the cases folded alone, its counts too', async () => {
    let lines = 0;
    for (const { at, on } of moments()) {
      const seenFrom = on ?? '2025-03-25';
      const list = await followed.ask(new ListDue({ on: seenFrom, limit: 1_000 }, { at, on }));
      const expected = statesThen(at, on).flatMap(({ caseId, state }) =>
        dueRowsOf({ caseId, state, calendar: stateCouncilCalendar }),
      );
      const line = ({
        caseId,
        clock,
        dueOn,
        paused,
      }: {
        caseId: string;
        clock: string;
        dueOn: string | null;
        paused: boolean;
      }) => `${dueOn} ${caseId} ${clock} ${paused}`;
      expect(list.items.map(line)).toEqual(expected.map(line).sort());
      expect(list.counts.late + list.counts.due + list.counts.waiting).toBe(expected.length);
      expect(list.counts.late).toBe(list.items.filter(({ bucket }) => bucket === 'late').length);
      expect(list.position).toBe(at);
      lines += expected.length;
    }
    expect(lines).toBeGreaterThan(100);
  });

  it('at the head is that of today', async () => {
    const now = await followed.ask(new ListDue({ on: '2025-03-25' }));
    expect(await followed.ask(new ListDue({ on: '2025-03-25' }, { at: head }))).toEqual(now);
    const register = await followed.ask(new SearchCases({ limit: 100 }));
    expect(await followed.ask(new SearchCases({ limit: 100 }, { at: head }))).toEqual(register);
  });

  it('is not told beyond what was projected', async () => {
    await expect(followed.ask(new SearchCases({}, { at: head + 1 }))).rejects.toThrow(ReadModelBehind);
    await expect(followed.ask(new ListDue({ on: '2025-03-25' }, { at: head + 1 }))).rejects.toThrow(ReadModelBehind);
  });

  it('counts days by the calendar known then (R-66)', async () => {
    const before = await pages({ limit: 100 }, { at: head });
    await followed.tell(
      'calendar',
      fact('WorkCalendarUpdated', '2025-03-25', {
        ...{ year: 2025, version: 'made-up', source: '通知' },
        daysOff: ['2025-03-26', '2025-03-27', '2025-03-28'],
        makeUpDays: [],
      }),
    );
    const due = (items: { replyDueOn: CivilDate | null }[]) => items.map(({ replyDueOn }) => replyDueOn);
    expect(due(await pages({ limit: 100 }, { at: head }))).toEqual(due(before));
    expect(due(await pages({ limit: 100 }, {}))).not.toEqual(due(before));
  });
});
