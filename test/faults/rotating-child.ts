import { writeSync } from 'node:fs';
import { masterKeyOf, rotateMasterKey } from '@app/event-store';

/** A process that replaces a master key, a few data keys at a time, and is killed from outside. `at N`, then `done`. */
async function main([connectionString, from, to]: string[]): Promise<void> {
  const key = (hex: string) => masterKeyOf(Buffer.from(hex, 'hex'));
  const keys = { current: key(from!), next: key(to!) };
  await rotateMasterKey(connectionString!, keys, { pageRows: 3, onProgress: (done) => writeSync(1, `at ${done}\n`) });
  writeSync(1, 'done\n');
}

main(process.argv.slice(2)).catch((error: unknown) => {
  writeSync(1, `error ${error instanceof Error ? `${error.name} ${error.message}` : 'unknown'}\n`);
  process.exit(1);
});
