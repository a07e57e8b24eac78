import { factsOf, type CaseEvent, type CaseState, type StatisticalFacts } from '@app/disclosure';
import { onEveryCaseEvent } from '../framework/case-events';
import { ignore, type Projected, type Projection } from '../framework/projection';
import { bySubject, spansOf, type Span } from '../framework/spans';
import { FactsSpan } from './facts-span.entity';

/** Facts and, to compare them, their text: both sides come from the same function, so equal facts have equal text. */
interface Known {
  facts: StatisticalFacts | undefined;
  text: string | undefined;
}

interface FactsChange {
  caseId: string;
  position: number;
  before: Known;
  after: Known;
}

const NO_CASE: Known = { facts: undefined, text: undefined };
/** The state after one event is the state before the next. */
const known = new WeakMap<CaseState, Known>();

function factsIn(state: CaseState | undefined): Known {
  if (!state) return NO_CASE;
  const earlier = known.get(state);
  if (earlier) return earlier;
  const facts = factsOf(state);
  const both = { facts, text: JSON.stringify(facts) };
  known.set(state, both);
  return both;
}

function changeOf({ event, caseId, states }: Projected<CaseEvent>): FactsChange {
  const { before, after } = states();
  return { caseId, position: event.position, before: factsIn(before), after: factsIn(after) };
}

const rowOf = (caseId: string, { value: facts, fromPosition, toPosition }: Span<StatisticalFacts>): FactsSpan => ({
  caseId,
  fromPosition,
  toPosition,
  unit: facts.unit,
  caseNo: facts.caseNo,
  statYear: facts.statYear,
  receivedOn: facts.receivedOn,
  statColumn: facts.column,
  concludedYear: facts.concludedYear ?? null,
  concludedOn: facts.concludedOn ?? null,
  resultCode: facts.resultCode ?? null,
  receivedEventId: facts.receivedEventId,
  concludedEventId: facts.concludedEventId ?? null,
  appeals: facts.appeals,
  fee: facts.fee ?? null,
});

/** Which cells each case is in, now and at every past position (D4). A row is written only when the facts change. */
export const statisticalFacts: Projection<FactsChange> = {
  name: 'statistical-facts',
  version: 2,
  statutory: true,
  tables: ['statistical_facts'],
  on: {
    ...onEveryCaseEvent(changeOf),
    UnitRegistered: ignore,
    UnitMoved: ignore,
    UnitAbolished: ignore,
    ProactiveFigureRecorded: ignore,
    ReportTextWritten: ignore,
    WorkCalendarUpdated: ignore,
    // What a published report froze needs no row: the spans standing where it was counted say it.
    ReportFrozen: ignore,
    ReportPublished: ignore,
    ReportRevised: ignore,
    PriorPeriodAdjusted: ignore,
    ReadRecorded: ignore,
    SelfAuditRecorded: ignore,
    LogSealed: ignore,
  },
  async write(tx, changes) {
    const changed = changes.filter(({ before, after }) => before.text !== after.text);
    const cases = bySubject(changed, ({ caseId }) => caseId).map((ofCase) => ({
      caseId: ofCase[0]?.caseId ?? '',
      spans: spansOf(ofCase.map(({ position, after }) => ({ position, value: after.facts }))),
    }));
    if (cases.length === 0) return;
    await tx.execute(
      `update statistical_facts as standing set to_position = ended.at
       from unnest($1::text[], $2::bigint[]) as ended(case_id, at)
       where standing.case_id = ended.case_id and standing.to_position is null and standing.from_position < ended.at`,
      [cases.map(({ caseId }) => caseId), cases.map(({ spans }) => spans.endsAt)],
    );
    await tx.insertMissing(
      FactsSpan,
      cases.flatMap(({ caseId, spans }) => spans.begun.map((span) => rowOf(caseId, span))),
    );
  },
};
