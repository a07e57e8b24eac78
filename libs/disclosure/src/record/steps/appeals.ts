import type { CivilDate } from '../../calendar/civil-date';
import type { Reconsideration } from '../../case/state';
import type { CaseRecord } from '../case-record';
import { lastOf, step, type AnyStep, type Known } from '../step';

/** The row's reconsiderations; the first ones are those on record, in their order (`mergeProceedings`). */
export function reconsiderationSteps(record: CaseRecord, known: Known): AnyStep[] {
  return record.reconsiderations.flatMap((told, i) => {
    const entry = known.state?.reconsiderations[i];
    const reconId = reconIdOf(known, i);
    const filed = filedReconsideration(record, told.filedOn, reconId, entry, known);
    const { concludedOn, result } = told;
    if (concludedOn === undefined || result === undefined) return [filed];
    // The day that counts is the day of service where it is known.
    const ended = entry?.concluded?.servedOn === undefined ? 'concludedOn' : 'servedOn';
    return [
      filed,
      step(
        'ReconsiderationConcluded',
        { reconId, concludedOn, [ended]: concludedOn, result },
        {
          known: lastOf(known, 'ReconsiderationConcluded', (data) => data.reconId === reconId),
          told: [ended, 'result'],
        },
      ),
    ];
  });
}

function reconIdOf(known: Known, index: number): string {
  const used = known.state?.reconsiderations.map(({ reconId }) => reconId) ?? [];
  return used[index] ?? newId(`${known.caseId}:reconsideration`, used, index);
}

/** Counts on from those on record, past names in use: one before them may have been taken back. */
function newId(kind: string, used: readonly string[], index: number): string {
  const free = Array.from({ length: index + 1 }, (_, n) => `${kind}:${used.length + 1 + n}`).filter(
    (id) => !used.includes(id),
  );
  return free[index - used.length]!;
}

/** The day that counts is the acceptance, else the copy's, else the filing's: that one the row tells. */
function filedReconsideration(
  record: CaseRecord,
  filedOn: CivilDate,
  reconId: string,
  entry: Reconsideration | undefined,
  known: Known,
): AnyStep {
  const ofThis = (data: { reconId: string }) => data.reconId === reconId;
  const answer = lastOf(known, 'ReconsiderationAnswered', ofThis);
  if (answer && entry?.acceptedOn === undefined) {
    return step(
      'ReconsiderationAnswered',
      { ...answer.data, copyReceivedOn: filedOn },
      { known: answer, told: ['copyReceivedOn'] },
    );
  }
  const told = (['acceptedOn', 'copyReceivedOn'] as const).find((day) => entry?.[day] !== undefined) ?? 'filedOn';
  const beforeReply = record.concludedOn === undefined || filedOn < record.concludedOn;
  return step(
    'ReconsiderationFiled',
    { reconId, target: beforeReply ? 'inaction' : 'decision', filedOn, [told]: filedOn },
    { known: lastOf(known, 'ReconsiderationFiled', ofThis), told: [told] },
  );
}

/** The row's suits, in the same order as on record. */
export function suitSteps(record: CaseRecord, known: Known): AnyStep[] {
  return record.suits.flatMap((told, i) => {
    const suits = known.state?.suits ?? [];
    const used = suits.map((suit) => suit.suitId);
    const suitId = used[i] ?? newId(`${known.caseId}:suit`, used, i);
    const ofThis = (data: { suitId: string }) => data.suitId === suitId;
    const day = suits[i]?.copyReceivedOn === undefined ? 'filedOn' : 'copyReceivedOn';
    const reconId = told.route === 'after_reconsideration' ? precedingReconId(record, told.filedOn, known) : undefined;
    const filed = step(
      'LitigationFiled',
      {
        suitId,
        route: told.route,
        ...(reconId !== undefined && { reconId }),
        filedOn: told.filedOn,
        [day]: told.filedOn,
      },
      { known: lastOf(known, 'LitigationFiled', ofThis), told: ['route', day] },
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
