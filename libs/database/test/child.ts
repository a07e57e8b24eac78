import { Client } from 'pg';
import { openDatabase, type OpenDatabase, type OpenOptions } from '../src/open-database';
import { DatabaseRefused } from '../src/refusals';

/** What a spec may ask of a process of its own, and what it answers. One question at a time. */
export type Question =
  | { ask: 'open'; dataDir: string; options?: OpenOptions }
  | { ask: 'sql'; text: string }
  | { ask: 'insert-until-told' }
  | { ask: 'stop-inserting' }
  | { ask: 'close' };
export type Answer =
  { ok: unknown } | { refused: { code: string; message: string; advice: string } } | { failed: string };

let database: OpenDatabase | undefined;
let inserting: Promise<number> | undefined;
let told = false;

async function answer(question: Question): Promise<unknown> {
  switch (question.ask) {
    case 'open': {
      database = await openDatabase(
        { dataDir: question.dataDir },
        (line) => process.stderr.write(`${line}\n`),
        question.options,
      );
      return { createdNow: database.createdNow, connectionString: database.connectionString };
    }
    case 'sql':
      return withClient(async (client) => (await client.query(question.text)).rows as unknown);
    case 'insert-until-told':
      inserting = insertUntilTold();
      return undefined;
    case 'stop-inserting':
      told = true;
      return inserting;
    case 'close':
      await database?.close();
      return undefined;
  }
}

async function withClient<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: database!.connectionString });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Inserts 1, 2, 3, … one statement each, over any number of lost connections; the last acknowledged number. */
async function insertUntilTold(): Promise<number> {
  let acknowledged = 0;
  while (!told) {
    try {
      await withClient(async (client) => {
        while (!told) {
          await client.query('INSERT INTO acknowledged VALUES ($1) ON CONFLICT DO NOTHING', [acknowledged + 1]);
          acknowledged += 1;
        }
      });
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return acknowledged;
}

process.on('message', (question: Question) => {
  answer(question).then(
    (ok) => process.send?.({ ok: ok ?? null } satisfies Answer),
    (error: unknown) =>
      process.send?.(
        error instanceof DatabaseRefused
          ? { refused: { code: error.code, message: error.message, advice: error.advice } }
          : { failed: String(error) },
      ),
  );
});
