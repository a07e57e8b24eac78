import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { cellValues } from '@app/annual-report';
import { importLedger, readLedger } from '@app/ledger-file';
import { GetAnnualTables } from '@app/read-models';
import { openLedger } from '@app/runtime';
import { RecordCase, RegisterUnit } from '@app/use-cases';
import { Clerks } from '../ground/clerks';

const ACTOR = { id: 'importer', role: 'admin' } as const;

/**
 * A process whose clock is stepped from outside: takes a ledger into the register, one row after the other, while clerks
 * register and the projector follows. Prints a line per row, and at the end what it counted.
 */
async function main([databaseUrl, csv, ...years]: string[]): Promise<void> {
  const ledger = await openLedger({ database: { databaseUrl: databaseUrl! } });
  for (const unit of ['imported', 'counter'])
    await ledger.execute(new RegisterUnit({ unit, name: '示例单位', commandId: randomUUID(), actor: ACTOR }));
  await ledger.projector.start();
  const clerks = new Clerks(ledger, 'counter', () => '2025-03-03');
  clerks.start(2, 10);
  const reading = await readLedger({ name: 'city.csv', bytes: csv! }, { unit: 'imported' });
  let rows = 0;
  await importLedger(
    reading,
    {
      dryRun: false,
      record: async (record, origin) => {
        const recorded = await ledger.execute(new RecordCase({ record, origin, actor: ACTOR }));
        say({ row: ++rows, of: reading.rows.length, clock: new Date().toISOString() });
        await pause(5);
        return recorded;
      },
    },
    { concurrency: 1 },
  );
  await clerks.end();
  await ledger.projector.stop();
  const cells: Record<string, unknown> = {};
  for (const year of years)
    cells[year] = cellValues((await ledger.ask(new GetAnnualTables('imported', Number(year)))).tables);
  const lost = await clerks.lost(ledger);
  say({ cells, lost, acknowledged: clerks.acknowledged.length, refusals: [...clerks.refusals.keys()] });
  await ledger.close();
}

const say = (line: object): void => void writeSync(1, `${JSON.stringify(line)}\n`);

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
