import { randomUUID } from 'node:crypto';
import { publishReport } from '@app/runtime';
import { WriteReportText } from '@app/use-cases';
import type { Bureau } from '../bureau';
import { HEAD } from '../bureau';
import { eventfulYears, onPaper, type EventfulCase } from './eventful-years';
import { recordOf } from './record-of';

export const REPORT_YEARS = [2023, 2024, 2025];
/** When each year's report is made, and when everything is known. */
const CUT_OFFS = ['2024-01-20', '2025-01-20', '2026-01-20', '2026-11-01'];
const TEXTS = ['s1.proactive', 's1.management', 's1.platform', 's1.supervision', 's5'];
const AT_ONCE = 16;

export interface EventfulOptions {
  unit: string;
  cases: number;
  seed: number;
  /** Reports that are published on the way; all three unless told. */
  publish?: readonly number[];
}

/** Enters a city's three years with late entries and corrections, and publishes its reports on the way. */
export async function enterEventfulYears(bureau: Bureau, options: EventfulOptions): Promise<EventfulCase[]> {
  const { unit, cases, seed, publish = REPORT_YEARS } = options;
  const city = eventfulYears({ seed, cases, from: '2023-01-01', to: '2025-12-31', cutOffs: CUT_OFFS });
  for (const [cutOff, year] of [...REPORT_YEARS, undefined].entries()) {
    for (let from = 0; from < city.length; from += AT_ONCE) {
      await Promise.all(
        city.slice(from, from + AT_ONCE).map(async (one, i) => {
          const told = onPaper(one, cutOff, CUT_OFFS);
          if (told) await bureau.records(recordOf(unit, told), from + i + 1);
        }),
      );
    }
    if (year !== undefined && publish.includes(year)) await publishes(bureau, unit, year);
  }
  await bureau.ledger.projector.catchUp();
  return city;
}

/** Writes what a report needs in words, and publishes it, or the next revision of it for a reason. */
export async function publishes(bureau: Bureau, unit: string, year: number, reason?: string): Promise<void> {
  const { ledger } = bureau;
  for (const section of reason === undefined ? TEXTS : []) {
    const markdown = `${unit}${year}年${section}的情况：完善制度，逐项改进。`;
    await ledger.execute(new WriteReportText({ commandId: randomUUID(), actor: HEAD, unit, year, section, markdown }));
  }
  await ledger.projector.catchUp();
  const { commands, queries, foundation } = ledger;
  await publishReport(
    { commands, queries, write: foundation.write },
    { unit, year, commandId: randomUUID(), actor: HEAD, reason },
  );
  await ledger.projector.catchUp();
}
