import type { CaseEvent, CaseState, CaseStatus } from '@app/disclosure';
import type { Transaction } from '../database/transaction';
import { ignoreCaseEvents } from '../framework/case-events';
import { ignore, type Projected, type Projection } from '../framework/projection';
import { ApplicantPiece } from './applicant-piece.entity';

/** What an event says about the piece; `applicantKey` undefined: it is recognised as before. */
interface PieceChange {
  caseId: string;
  state: CaseState;
  applicantKey: string | null | undefined;
  /** Set for the registration alone. */
  registeredPosition?: number;
}

const changed = ({ event, caseId, states }: Projected<CaseEvent>): PieceChange => {
  const { after } = states();
  if (!after) throw new TypeError('a case with an event has a state');
  const { applicantKey } = event.metadata;
  const registered = event.type === 'ApplicationRegistered' && { registeredPosition: event.position };
  return { caseId, state: after, applicantKey, ...registered };
};

const NOT_COUNTED: readonly CaseStatus[] = ['VOID', 'SPLIT'];
const isCounted = ({ status }: CaseState): boolean => !NOT_COUNTED.includes(status);

/** The last word of a batch on each case. */
function latestOfEach(changes: readonly PieceChange[]): PieceChange[] {
  const latest = new Map<string, PieceChange>();
  for (const change of changes) {
    const earlier = latest.get(change.caseId);
    const { applicantKey = earlier?.applicantKey, registeredPosition = earlier?.registeredPosition } = change;
    latest.set(change.caseId, { ...change, applicantKey, registeredPosition });
  }
  return [...latest.values()];
}

async function update(tx: Transaction, changes: readonly PieceChange[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ caseId, state, applicantKey }) => ({
    case_id: caseId,
    received_on: state.receivedOn,
    counted: isCounted(state),
    applicant_key: applicantKey ?? null,
    tells_key: applicantKey !== undefined,
  }));
  await tx.execute(
    `update applicant_piece p set received_on = c.received_on, counted = c.counted,
       applicant_key = case when c.tells_key then c.applicant_key else p.applicant_key end
     from json_to_recordset($1::json)
       as c(case_id text, received_on date, counted boolean, applicant_key text, tells_key boolean)
     where p.case_id = c.case_id`,
    [JSON.stringify(rows)],
  );
}

/** How many applications somebody made in a month, without knowing who. */
export const applicantMonths: Projection<PieceChange> = {
  name: 'applicant-months',
  version: 1,
  statutory: false,
  tables: ['applicant_piece'],
  on: {
    ...ignoreCaseEvents,
    ApplicationRegistered: changed,
    ReceiptConfirmed: changed,
    ApplicationSplit: changed,
    CaseVoided: changed,
    EntryCorrected: changed,
    EntryRetracted: changed,
    PersonErased: changed,
    UnitRegistered: ignore,
    UnitMoved: ignore,
    UnitAbolished: ignore,
    ProactiveFigureRecorded: ignore,
    ReportTextWritten: ignore,
    WorkCalendarUpdated: ignore,
    ReportFrozen: ignore,
    ReportPublished: ignore,
    ReportRevised: ignore,
    PriorPeriodAdjusted: ignore,
    ReadRecorded: ignore,
    SelfAuditRecorded: ignore,
    LogSealed: ignore,
  },
  async write(tx, changes) {
    const latest = latestOfEach(changes);
    await tx.upsert(
      ApplicantPiece,
      latest.flatMap(({ caseId, state, applicantKey, registeredPosition }) =>
        registeredPosition === undefined
          ? []
          : [
              {
                caseId,
                unit: state.unit,
                applicantKey: applicantKey ?? null,
                receivedOn: state.receivedOn,
                counted: isCounted(state),
                registeredPosition,
              },
            ],
      ),
    );
    await update(
      tx,
      latest.filter(({ registeredPosition }) => registeredPosition === undefined),
    );
  },
};
