import type { OfficeEvent } from '@app/disclosure';
import { historyOf } from './case-history';
import { reportStream } from './identity';
import type { WriteSide } from './write-side';

type Frozen = Extract<OfficeEvent, { type: 'ReportFrozen' | 'ReportRevised' }>;

/** The event that publishes a report, or publishes it again. */
export const isFrozen = (event: OfficeEvent): event is Frozen =>
  event.type === 'ReportFrozen' || event.type === 'ReportRevised';

/** The first year after this one whose report the unit has published. How far years go is the edge's question. */
export async function laterReport(write: WriteSide, unit: string, year: number): Promise<number | undefined> {
  const thisYear = Number(write.today().slice(0, 4));
  for (let later = year + 1; later < thisYear; later++) {
    const history = (await historyOf(write.store, reportStream(unit, later))) as OfficeEvent[];
    if (history.some(isFrozen)) return later;
  }
  return undefined;
}
