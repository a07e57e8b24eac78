import { once } from 'node:events';
import { readFileSync, writeSync } from 'node:fs';
import { importLedger, readLedger } from '@app/ledger-file';
import { openLedger } from '@app/runtime';
import { RecordCase } from '@app/use-cases';

/** What a process that imports is told. */
export interface ImportTask {
  connectionString: string;
  masterKey: string;
  csv: string;
  unit: string;
}

/** Says `ready`, waits for a line, imports the file and says how many rows were accepted, unchanged or refused. */
async function main([told]: string[]): Promise<void> {
  const { connectionString, masterKey, csv, unit } = JSON.parse(told!) as ImportTask;
  const ledger = await openLedger({
    database: { databaseUrl: connectionString },
    unsafeForTests: true,
    env: { DISCLOSURE_MASTER_KEY: masterKey },
  });
  const reading = await readLedger({ name: 'ledger.csv', bytes: readFileSync(csv) }, { unit });
  const actor = { id: 'importer', role: 'admin' } as const;
  say('ready');
  await once(process.stdin, 'data');
  const { accepted, unchanged, refused } = await importLedger(
    reading,
    { dryRun: false, record: (record, origin) => ledger.execute(new RecordCase({ record, origin, actor })) },
    { concurrency: 4 },
  );
  say(JSON.stringify({ accepted, unchanged, refused }));
  process.stdin.destroy();
  await ledger.close();
}

const say = (line: string): void => void writeSync(1, `${line}\n`);

main(process.argv.slice(2)).catch((error: unknown) => {
  say(`error ${error instanceof Error ? `${error.name} ${error.message}` : 'unknown'}`);
  process.exit(1);
});
