import type { CivilDate } from '../../calendar/civil-date';
import type { Reconsideration, Suit } from '../../case/state';
import type { CaseRecord } from '../case-record';
import { lastOf, step, type AnyStep, type Known } from '../step';

/** The row's reconsiderations; the first ones are those on record, in their order (`mergeProceedings`). */
export function reconsiderationSteps(record: CaseRecord, known: Known): AnyStep[] {
  return record.reconsiderations.flatMap((told, i) => {
    const entry = known.state?.reconsiderations[i];
    const reconId = reconIdOf(known, i);
    const filed = filedReconsideration(record, told.filedOn, reconId, entry, known);
    const { concludedOn, result } = told;
    if (concludedOn === undefined || result === undefined) return filed;
    const served = entry?.concluded?.servedOn !== undefined;
    return [
      ...filed,
      step(
        'ReconsiderationConcluded',
        { reconId, concludedOn, ...(served && { servedOn: concludedOn }), result },
        {
          known: lastOf(known, 'ReconsiderationConcluded', (data) => data.reconId === reconId),
          // The day that counts is the day of service where it is known.
          told: [served ? 'servedOn' : 'concludedOn', 'result'],
        },
      ),
    ];
  });
}

function reconIdOf(known: Known, index: number): string {
  return known.state?.reconsiderations[index]?.reconId ?? `${known.caseId}:reconsideration:${index + 1}`;
}

/** The day that counts is the acceptance, else the copy's, else the filing's: that one the row tells. */
function filedReconsideration(
  record: CaseRecord,
  filedOn: CivilDate,
  reconId: string,
  entry: Reconsideration | undefined,
  known: Known,
): AnyStep[] {
  const filing = lastOf(known, 'ReconsiderationFiled', (data) => data.reconId === reconId);
  if (entry && entry.acceptedOn === undefined && entry.copyReceivedOn !== undefined) {
    const answer = lastOf(known, 'ReconsiderationAnswered', (data) => data.reconId === reconId);
    return answer
      ? [
          step(
            'ReconsiderationAnswered',
            { ...answer.data, copyReceivedOn: filedOn },
            { known: answer, told: ['copyReceivedOn'] },
          ),
        ]
      : [];
  }
  const beforeReply = record.concludedOn === undefined || filedOn < record.concludedOn;
  return [
    step(
      'ReconsiderationFiled',
      {
        reconId,
        target: beforeReply ? 'inaction' : 'decision',
        filedOn,
        ...(entry?.acceptedOn !== undefined && { acceptedOn: filedOn }),
      },
      { known: filing, told: [entry?.acceptedOn === undefined ? 'filedOn' : 'acceptedOn'] },
    ),
  ];
}

/** The row's suits, in the same order as on record. */
export function suitSteps(record: CaseRecord, known: Known): AnyStep[] {
  return record.suits.flatMap((told, i) => {
    const entry: Suit | undefined = known.state?.suits[i];
    const suitId = entry?.suitId ?? `${known.caseId}:suit:${i + 1}`;
    const ofThis = (data: { suitId: string }) => data.suitId === suitId;
    const byCopy = entry?.copyReceivedOn !== undefined;
    const reconId = told.route === 'after_reconsideration' ? precedingReconId(record, told.filedOn, known) : undefined;
    const filed = step(
      'LitigationFiled',
      {
        suitId,
        route: told.route,
        ...(reconId !== undefined && { reconId }),
        filedOn: told.filedOn,
        ...(byCopy && { copyReceivedOn: told.filedOn }),
      },
      { known: lastOf(known, 'LitigationFiled', ofThis), told: ['route', byCopy ? 'copyReceivedOn' : 'filedOn'] },
    );
    const { concludedOn, result } = told;
    if (concludedOn === undefined || result === undefined) return [filed];
    return [
      filed,
      step(
        'LitigationConcluded',
        { suitId, concludedOn, result },
        { known: lastOf(known, 'LitigationConcluded', ofThis), told: ['concludedOn', 'result'] },
      ),
    ];
  });
}

/** The last reconsideration decided before the suit; none where the ledger does not record it (L-19). */
function precedingReconId(record: CaseRecord, filedOn: CivilDate, known: Known): string | undefined {
  const at = record.reconsiderations.findLastIndex(
    ({ concludedOn }) => concludedOn !== undefined && concludedOn <= filedOn,
  );
  return at === -1 ? undefined : reconIdOf(known, at);
}
