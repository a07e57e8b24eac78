import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';

/** One statement, one snapshot: the register's lines against the registrations it should show where it says it stands. */
const LOOK = `
  select c.position::int as position,
         (select count(*)::int from read_models.register_case) as lines,
         (select count(*)::int from log.events e
           where e.type = 'ApplicationRegistered' and e.position <= c.position) as registered
    from read_models.checkpoint c where c.projection = 'case-register'`;

/** Somebody who reads the register all the time and counts what no one may ever see. */
export class WatchingReader {
  reads = 0;
  /** Half a table, or lines of two histories at once. */
  mixed = 0;
  /** Less than was shown before. */
  backwards = 0;
  private ending = false;
  private work: Promise<void> | undefined;

  constructor(private readonly connectionString: string) {}

  start(): void {
    this.work = this.watch();
  }

  async end(): Promise<void> {
    this.ending = true;
    await this.work;
  }

  private async watch(): Promise<void> {
    const client = new Client({ connectionString: this.connectionString });
    await client.connect();
    let last = 0;
    while (!this.ending) {
      const { rows } = await client.query<{ position: number; lines: number; registered: number }>(LOOK);
      const { position, lines, registered } = rows[0]!;
      this.reads++;
      if (lines !== registered) this.mixed++;
      if (position < last) this.backwards++;
      last = position;
      await pause(1);
    }
    await client.end();
  }
}
