import type { CaseCommand, CivilDate, ClockId, RejectionCode } from '@app/disclosure';
import { derivedId, Refused } from '@app/use-cases';
import type { JobPorts, OpenClock } from './ports';

export interface LapseResult {
  /** Recorded by this run. */
  lapsed: number;
  /** The law says not yet, or somebody acted since the list was made. */
  refused: { caseId: string; clock: ClockId; code: RejectionCode }[];
  /** Cases that could not be asked; the others were. */
  failed: { caseId: string; clock: ClockId; error: string }[];
}

type Lapse = (clock: OpenClock) => CaseCommand;
const lapseConsultation: Lapse = ({ subject }) => ({ name: 'LapseConsultation', data: { consultId: subject } });

/** What the law makes effective by itself when a clock has run out; the others only become late. */
const LAPSE: Record<ClockId, Lapse | undefined> = {
  C1: undefined,
  C2: () => ({ name: 'LapseCorrection', data: {} }),
  C3: undefined,
  C4: lapseConsultation,
  C5: lapseConsultation,
  C6: () => ({ name: 'LapseFee', data: {} }),
  C7: undefined,
  C8: undefined,
  C9: undefined,
  C10: undefined,
  C11: undefined,
  C12: undefined,
};

/**
 * Records the lapses of, each case on its own. The command id follows from case, act and
 * period, so that a second run, or another worker, finds the first. @throws the signal's reason, between two cases
 */
export async function recordLapses(
  clocks: readonly OpenClock[],
  on: CivilDate,
  ports: JobPorts,
  signal?: AbortSignal,
): Promise<LapseResult> {
  const result: LapseResult = { lapsed: 0, refused: [], failed: [] };
  for (const open of clocks) {
    signal?.throwIfAborted();
    const { caseId, clock } = open;
    const command = LAPSE[clock]?.(open);
    if (!command || caseId === undefined || open.paused || open.dueOn >= on) continue;
    const commandId = derivedId('lapse', caseId, command.name, open.subject, open.startedOn, open.dueOn);
    try {
      const { duplicate } = await ports.act({ caseId, command, commandId, actor: { id: 'system', role: 'system' } });
      if (!duplicate) result.lapsed += 1;
    } catch (error) {
      if (error instanceof Refused) result.refused.push({ caseId, clock, code: error.rejection.code });
      // Only the name: a message may quote what was entered.
      else result.failed.push({ caseId, clock, error: error instanceof Error ? error.name : 'unknown' });
    }
  }
  return result;
}
