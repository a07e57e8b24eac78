import { Client } from 'pg';
import type { WriteSide } from '@app/use-cases';

/** The same in every process; advisory locks are per database. `test/architecture` holds all our numbers apart. */
const TREE_LOCK = 7_310_004;

/**
 * Waits until no other process on the database is at work under the lock. A connection of its own, open as long as the
 * work lasts: moves of units are rare, and the lock goes with the session if the process dies.
 */
export function oneAtATimeOn(connectionString: string): NonNullable<WriteSide['oneAtATime']> {
  return async (work) => {
    const client = new Client({ connectionString, application_name: 'disclosure-ledger tree of units' });
    // A connection that dies takes the lock along; what it was waiting for says so itself.
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query('select pg_advisory_lock($1)', [TREE_LOCK]);
      return await work();
    } finally {
      await client.end().catch(() => undefined);
    }
  };
}
