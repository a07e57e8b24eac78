import { randomUUID } from 'node:crypto';
import { importLedgerFile, publishReport } from '@app/runtime';
import { RegisterUnit, WriteReportText } from '@app/use-cases';
import { makeCity } from '../support/city/city';
import { ledgerCsv } from '../support/city/ledger-csv';
import { seconds } from './machine';
import { ACTOR, UNIT, type Stand } from './stand';

export const OTHER = 'other';
export const PUBLISHED_YEAR = 2024;

/** Files a register comes in; every tenth is the other bureau's. */
const FILES = 10;
const SECTIONS = ['s1.proactive', 's1.management', 's1.platform', 's1.supervision', 's5'];

export interface TwoBureaus {
  /** Number of a case of the audited bureau. */
  caseNo: string;
  publishSeconds: number;
}

/**
 * A register of so many cases: nine tenths of them in the bureau that is audited, the rest in another; two years, of
 * which the report of the first is published.
 */
export async function fillTwoBureaus({ ledger }: Stand, cases: number): Promise<TwoBureaus> {
  const by = { actor: ACTOR, unit: UNIT, year: PUBLISHED_YEAR };
  await ledger.execute(new RegisterUnit({ ...by, unit: OTHER, name: '另一单位', commandId: randomUUID() }));
  let caseNo = '';
  for (let i = 0; i < FILES; i++) {
    const city = makeCity({
      ...{ cases: cases / FILES, seed: i + 1 },
      ...{ from: '2024-01-01', to: '2025-12-31', upTo: '2026-02-28' },
    }).map((one) => ({ ...one, no: `${i}-${one.no}` }));
    caseNo ||= city[0]!.no;
    const file = { name: `city-${i}.csv`, bytes: Buffer.from(ledgerCsv(city)) };
    const took = await seconds(() =>
      importLedgerFile(ledger, { file, unit: i === FILES - 1 ? OTHER : UNIT, actor: ACTOR }),
    );
    process.stderr.write(`file ${i + 1} of ${FILES}: ${city.length} cases in ${took.toFixed(0)} s\n`);
  }
  for (const section of SECTIONS) {
    const markdown = `${section}：改进。`;
    await ledger.execute(new WriteReportText({ ...by, commandId: randomUUID(), section, markdown }));
  }
  const projected = await seconds(() => ledger.projector.catchUp());
  process.stderr.write(`projected in ${projected.toFixed(0)} s\n`);
  const { commands, queries, foundation } = ledger;
  const publishSeconds = await seconds(() =>
    publishReport({ commands, queries, write: foundation.write }, { ...by, commandId: randomUUID() }),
  );
  await ledger.projector.catchUp();
  return { caseNo, publishSeconds };
}
