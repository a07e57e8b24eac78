import { randomUUID } from 'node:crypto';
import { openSync, readFileSync, writeSync } from 'node:fs';
import { fold, liftEvent, type CaseEvent } from '@app/disclosure';
import { importLedger, readLedger } from '@app/ledger-file';
import { openLedger, type Ledger } from '@app/runtime';
import { RecordCase, RegisterUnit, caseIdOf, caseStream } from '@app/use-cases';

/**
 * A process that imports a ledger and writes down each case it got an answer for, on a file of its own, before it
 * asks for the next. It is killed from outside. First it checks that everything written down before is there, once.
 * Lines on stdout: `checked N`, `importing`, `done`, or `LOST caseNo …`.
 */
async function main([dataDir, csv, acks, unit]: string[]): Promise<void> {
  const ledger = await openLedger({ database: { dataDir: dataDir! } });
  const actor = { id: 'importer', role: 'admin' } as const;
  await ledger.execute(new RegisterUnit({ unit: unit!, name: `示例${unit}`, commandId: randomUUID(), actor }));
  say(`checked ${await checkAcknowledged(ledger, acks!)}`);

  const fd = openSync(acks!, 'a');
  const reading = await readLedger({ name: 'city.csv', bytes: csv! }, { unit: unit! });
  say('importing');
  await importLedger(
    reading,
    {
      dryRun: false,
      record: async (record, origin) => {
        const recorded = await ledger.execute(new RecordCase({ record, origin, actor }));
        writeSync(fd, `${unit}\t${record.caseNo}\n`);
        return recorded;
      },
    },
    { concurrency: 4 },
  );
  await ledger.close();
  say('done');
}

const say = (line: string): void => void writeSync(1, `${line}\n`);

/** Every case acknowledged in the last runs is stored whole: registered once, readable, foldable. */
async function checkAcknowledged(ledger: Ledger, acks: string): Promise<number> {
  const lines = readFileSync(acks, 'utf8')
    .split('\n')
    .filter((line) => line.includes('\t'));
  const recent = [...new Set(lines)].slice(-2_000);
  for (const line of recent) {
    const [unit, caseNo] = line.split('\t') as [string, string];
    const events: CaseEvent[] = [];
    for await (const stored of ledger.foundation.store.readStream(caseStream(caseIdOf(unit, caseNo)))) {
      events.push(liftEvent(stored) as CaseEvent);
    }
    const registrations = events.filter((event) => event.type === 'ApplicationRegistered').length;
    const closings = events.filter((event) => event.type === 'CaseClosed').length;
    if (registrations !== 1 || closings > 1 || fold(events) === undefined) {
      say(`LOST ${unit} ${caseNo}: ${registrations} registrations, ${closings} closings`);
      process.exit(3);
    }
  }
  return recent.length;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  say(`error ${error instanceof Error ? error.name : 'unknown'}`);
  process.exit(1);
});
