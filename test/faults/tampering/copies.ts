import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import type { FreshDatabase } from '../../support/postgres';

/** A copy of a template, with the superuser's door to it. */
export interface Copy {
  connectionString: string;
  /** A session in which no trigger fires. */
  superuser: Client;
  drop(): Promise<void>;
}

/**
 * Databases that are copies of others, file by file. Nobody may be connected to a template meanwhile.
 */
export class Copies {
  private constructor(
    private readonly admin: Client,
    private readonly server: string,
  ) {}

  static async on({ adminConnectionString }: FreshDatabase): Promise<Copies> {
    const server = adminConnectionString.slice(0, adminConnectionString.lastIndexOf('/'));
    return new Copies(await session(`${server}/postgres`), server);
  }

  /** A template of a database as it is now, under a name of its own: of its log, since nothing else is tampered with. */
  async template(of: FreshDatabase): Promise<string> {
    const name = `tpl_${randomBytes(6).toString('hex')}`;
    await this.admin.query(`create database ${name} template ${nameIn(of.adminConnectionString)}`);
    const inside = await this.superuserIn(name);
    const { rows } = await inside.query<{ schema: string }>(
      `select nspname as schema from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'log')`,
    );
    for (const { schema } of rows) await inside.query(`drop schema ${escapeIdentifier(schema)} cascade`);
    await inside.end();
    return name;
  }

  private superuserIn(name: string): Promise<Client> {
    return session(`${this.server}/${name}`);
  }

  async of(template: string): Promise<Copy> {
    const name = `copy_${randomBytes(6).toString('hex')}`;
    await this.admin.query(`create database ${name} template ${template}`);
    const connectionString = `${this.server}/${name}`;
    const superuser = await this.superuserIn(name);
    await superuser.query('set session_replication_role = replica');
    return {
      connectionString,
      superuser,
      drop: async () => {
        await superuser.end();
        await this.drop(name);
      },
    };
  }

  async drop(name: string): Promise<void> {
    await this.admin.query(`drop database if exists ${name} with (force)`);
  }

  close(): Promise<void> {
    return this.admin.end();
  }
}

const nameIn = (connectionString: string): string => connectionString.slice(connectionString.lastIndexOf('/') + 1);

async function session(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  // The run's server ends before a session that a failed test left behind.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
