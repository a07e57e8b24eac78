import type { EntityManager } from 'typeorm';
import { In } from 'typeorm';
import { ParkedStream } from './parked-stream.entity';

/** Which of these cases some view could not follow to the end (F15). */
export async function parkedAmong(manager: EntityManager, caseIds: readonly string[]): Promise<Set<string>> {
  if (caseIds.length === 0) return new Set();
  const rows = await manager.getRepository(ParkedStream).findBy({ caseId: In([...caseIds]) });
  return new Set(rows.map(({ caseId }) => caseId));
}
