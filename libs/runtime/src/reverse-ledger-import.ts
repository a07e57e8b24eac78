import type { CommandBus } from '@nestjs/cqrs';
import { REJECTIONS, type Actor, type Reversal, type RejectionCode } from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { Refused, ReverseImportOfCase } from '@app/use-cases';

export interface LedgerReversal extends Reversal {
  /** SHA-256 of the imported file, hex. */
  fileSha256: string;
  unit: string;
  actor: Actor;
  dryRun?: boolean;
  onProgress?: (progress: { done: number; cases: number }) => void;
}

export interface LedgerReversed {
  /** Cases the file wrote into. */
  cases: number;
  reversed: number;
  /** Already reversed, or written by others since in a way that left nothing of the file. */
  unchanged: number;
  events: number;
  /** Cases that stay as they are, because later entries may rest on the imported ones. */
  refused: { caseId: string; code: RejectionCode; rule: string; zh: string; en: string }[];
  /** To wait for before asking the read models; 0 when nothing was written. */
  position: number;
}

/**
 * Reverses an import (L-23): finds every case of the unit the file wrote into, by the origin its events carry, and undoes
 * them case by case. Running it again goes on where it stopped.
 */
export async function reverseLedgerImport(
  parts: { commands: CommandBus; store: EventStore },
  { fileSha256, unit, actor, reason, approvedBy, dryRun, onProgress }: LedgerReversal,
): Promise<LedgerReversed> {
  const caseIds = await casesWrittenBy(parts.store, unit, fileSha256);
  const answer: LedgerReversed = {
    cases: caseIds.length,
    reversed: 0,
    unchanged: 0,
    events: 0,
    refused: [],
    position: 0,
  };
  for (const [done, caseId] of caseIds.entries()) {
    onProgress?.({ done, cases: caseIds.length });
    try {
      const { outcome, events, position } = await parts.commands.execute(
        new ReverseImportOfCase({ actor, caseId, fileSha256, reason, approvedBy, dryRun }),
      );
      answer[outcome] += 1;
      answer.events += events;
      answer.position = Math.max(answer.position, position ?? 0);
    } catch (error) {
      // What every case is refused for, such as the missing second person, is a refusal of the whole.
      if (!(error instanceof Refused) || error.rejection.code !== 'E_DEPENDENT') throw error;
      const { code } = error.rejection;
      answer.refused.push({ caseId, code, ...REJECTIONS[code] });
    }
  }
  return answer;
}

const CASE_STREAM = /^case-(.*)$/;

async function casesWrittenBy(store: EventStore, unit: string, fileSha256: string): Promise<string[]> {
  const caseIds = new Set<string>();
  for await (const { stream, metadata } of store.readAll()) {
    const origin = metadata['origin'] as { fileSha256?: string } | undefined;
    const caseId = CASE_STREAM.exec(stream)?.[1];
    if (caseId !== undefined && metadata['unit'] === unit && origin?.fileSha256 === fileSha256) caseIds.add(caseId);
  }
  return [...caseIds];
}
