import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { PostgresAt } from '../ground/postgres-at';

/** A server whose write-ahead log is archived, so that it can be restored to any moment (point-in-time recovery). */
export class BackedUpServer {
  private readonly archive: string;
  private constructor(
    private readonly base: string,
    readonly live: PostgresAt,
  ) {
    this.archive = join(base, 'archive');
  }

  static async start(base: string): Promise<BackedUpServer> {
    chmodSync(base, 0o755);
    const live = await PostgresAt.make({ cluster: join(base, 'live'), log: join(base, 'live.log') });
    const server = new BackedUpServer(base, live);
    mkdirSync(server.archive);
    own(server.archive, live);
    const archive_command = `cp %p ${server.archive}/%f`;
    await live.start({ settings: { archive_mode: 'on', archive_command, wal_level: 'replica' } });
    await live.createLedger();
    return server;
  }

  /** A base backup while everybody works. */
  async backUp(): Promise<void> {
    const client = new Client({ connectionString: this.live.url('postgres', 'postgres') });
    await client.connect();
    await client.query(`select pg_backup_start('nightly', true)`);
    const copy = join(this.base, 'backup');
    // Files may go while they are copied: the archive brings what is missing.
    spawnSync('cp', ['-a', this.live.site.cluster, copy]);
    const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(true)');
    await client.end();
    rmSync(join(copy, 'postmaster.pid'), { force: true });
    for (const file of readdirSync(join(copy, 'pg_wal')).filter((name) => /^[0-9A-F]{24}/.test(name)))
      rmSync(join(copy, 'pg_wal', file));
    for (const [name, text] of [
      ['backup_label', rows[0]!.labelfile],
      ['recovery.signal', ''],
    ] as const) {
      writeFileSync(join(copy, name), text);
      own(join(copy, name), this.live);
    }
  }

  /** Marks a moment; what is committed before it is in the restored database. */
  async mark(name: string): Promise<void> {
    await this.live.sql(`select pg_create_restore_point('${name}')`, 'postgres');
  }

  /** Everything written so far is in the archive. */
  async archived(): Promise<void> {
    const [{ file } = { file: '' }] = await this.live.sql<{ file: string }>(
      'select pg_walfile_name(pg_switch_wal()) as file',
      'postgres',
    );
    while (!readdirSync(this.archive).some((name) => name >= file)) await pause(20);
  }

  async restoreTo(name: string): Promise<PostgresAt> {
    const restored = await PostgresAt.at({ cluster: join(this.base, 'backup'), log: join(this.base, 'restored.log') });
    await restored.start({
      settings: {
        restore_command: `cp ${this.archive}/%f %p`,
        recovery_target_name: name,
        recovery_target_action: 'promote',
      },
    });
    for (;;) {
      const [state] = await restored.sql<{ recovering: boolean }>('select pg_is_in_recovery() as recovering');
      if (state?.recovering === false) return restored;
      await pause(20);
    }
  }
}

function own(path: string, server: PostgresAt): void {
  const { uid, gid } = statSync(server.site.cluster);
  chownSync(path, uid, gid);
}
