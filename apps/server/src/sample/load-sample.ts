import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Actor } from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { importLedgerFile } from '@app/runtime';
import { derivedId, RecordProactiveFigures, RegisterUnit, unitExists, WriteReportText } from '@app/use-cases';
import { SAMPLE_FIGURES, SAMPLE_SOURCE, SAMPLE_TEXTS, SAMPLE_UNIT } from './sample-data';

const FILE = 'sample-ledger.csv';
const ACTOR: Actor = { id: 'sample', role: 'system' };
/** Stored last: says that the sample is complete. */
const LAST_STEP = stepId('done');

/**
 * An empty embedded database gets the sample, never one that was named by `DATABASE_URL`; a start that was cut off
 * in the middle of loading is taken up again, since every step has a fixed id.
 */
export async function needsSample(where: { store: EventStore; database: { embedded: boolean } }): Promise<boolean> {
  if (!where.database.embedded) return false;
  if ((await where.store.head()).position === 0) return true;
  return (await unitExists(where.store, SAMPLE_UNIT.unit)) && (await where.store.outcomeOf(LAST_STEP)) === undefined;
}

/** The invented bureau: its ledger through the ordinary import, its figures and texts as anybody would record them. */
export async function loadSample(buses: { commands: CommandBus; queries: QueryBus }): Promise<void> {
  const { commands } = buses;
  const { unit } = SAMPLE_UNIT;
  const by = (step: string) => ({ commandId: stepId(step), actor: ACTOR });
  await commands.execute(new RegisterUnit({ ...by('unit'), ...SAMPLE_UNIT }));
  const bytes = await readFile(join(__dirname, 'assets', FILE));
  const { refused, questions } = await importLedgerFile(buses, { file: { name: FILE, bytes }, unit, actor: ACTOR });
  const first = refused[0] ?? questions[0];
  if (first) throw new Error(`the sample ledger does not load: row ${first.row}, ${first.column}: ${first.code}`);

  for (const { year, countedOn, figures } of SAMPLE_FIGURES) {
    const request = { ...by(`figures ${year}`), unit, year, figures: { ...figures }, source: SAMPLE_SOURCE, countedOn };
    await commands.execute(new RecordProactiveFigures(request));
  }
  const texts = Object.entries(SAMPLE_TEXTS);
  for (const year of [2024, 2025]) {
    for (const [section, markdown] of texts) {
      await commands.execute(new WriteReportText({ ...by(`${section} ${year}`), unit, year, section, markdown }));
    }
  }
  const preface =
    '（示例，内容均为虚构）本报告依据《中华人民共和国政府信息公开条例》第五十条编制，所列数据的统计期限为{year}年1月1日至{year}年12月31日。';
  const last = { commandId: LAST_STEP, actor: ACTOR, unit, year: 2025, section: 'preface', markdown: preface };
  await commands.execute(new WriteReportText(last));
}

function stepId(step: string): string {
  return derivedId('sample', step);
}
