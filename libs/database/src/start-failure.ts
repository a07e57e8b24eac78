import { DatabaseRefused, type RefusalCode } from './refusals';

/** What the server says when it does not start, in the C locale, and what that means here. */
const SAYINGS: { says: RegExp; means: RefusalCode | 'TRY_AGAIN' | 'PORT_TAKEN' }[] = [
  // Killed a moment ago: not yet reaped by a slow pid 1, or a session is still finishing its statement.
  { says: /lock file "postmaster\.pid" already exists/, means: 'TRY_AGAIN' },
  { says: /pre-existing shared memory block .* is still in use/, means: 'TRY_AGAIN' },
  { says: /Address already in use|could not create any TCP\/IP sockets/, means: 'PORT_TAKEN' },
  { says: /No space left on device|Disk quota exceeded|File too large|File size limit exceeded/, means: 'DISK_FULL' },
  { says: /Read-only file system|Permission denied/, means: 'READ_ONLY' },
  { says: /could not look up effective user ID/, means: 'NO_SERVER_USER' }, // docker run --user 1234
  { says: /database files are incompatible with server|not compatible with this version/, means: 'WRONG_VERSION' },
];

export type StartTrouble = 'TRY_AGAIN' | 'PORT_TAKEN' | DatabaseRefused;

/** Reads the server's last words; undefined when they say nothing we know. `place` is named in the refusal. */
export function troubleOfOutput(output: string, place: string): StartTrouble | undefined {
  const means = SAYINGS.find(({ says }) => says.test(output))?.means;
  if (means === undefined || means === 'TRY_AGAIN' || means === 'PORT_TAKEN') return means;
  return new DatabaseRefused(means, `${place}: ${lastFatal(output)}`);
}

/** The same for initdb, where waiting would not help. */
export function refusalOfOutput(output: string, place: string): DatabaseRefused | undefined {
  const trouble = troubleOfOutput(output, place);
  if (trouble instanceof DatabaseRefused) return trouble;
  return new DatabaseRefused('START_FAILED', lastFatal(output));
}

/** The sentence of the last FATAL, PANIC or error line, without time stamp and process number. */
export function lastFatal(output: string): string {
  const lines = output.split('\n').filter((line) => /(FATAL|PANIC|error):/.test(line));
  return (lines.at(-1) ?? output.trim().split('\n').at(-1) ?? '').replace(/^.*?(FATAL|PANIC|error):\s*/, '').trim();
}
