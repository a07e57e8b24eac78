import { randomBytes } from 'node:crypto';
import { NamedProcess } from '../../faults/stand/named-process';
import type { PostgresAt } from '../../faults/ground/postgres-at';

/** The same for all: applicants are recognised by a hash under it. */
const MASTER_KEY = randomBytes(32).toString('hex');

export type Place = 'api' | 'projector' | 'worker' | 'everything';

/** Processes by role on a database of their own. */
export class Office {
  private constructor(
    private readonly postgres: PostgresAt,
    readonly database: string,
    readonly processes: readonly { place: Place; process: NamedProcess }[],
  ) {}

  /** Started together, as after a power cut. */
  static async open(postgres: PostgresAt, database: string, places: readonly Place[], env = {}): Promise<Office> {
    await postgres.sql(`create database ${database} owner app`, 'postgres');
    const ground = { databaseUrl: postgres.url(database), masterKey: MASTER_KEY };
    const processes = await Promise.all(
      places.map(async (place) => {
        const role = place === 'everything' ? 'api' : place;
        const ROLES = place === 'everything' ? 'api,projector,worker' : place;
        return { place, process: await NamedProcess.of(role, { ...ground, env: { ROLES, ...env } }) };
      }),
    );
    await Promise.all(processes.map(({ process }) => process.start()));
    return new Office(postgres, database, processes);
  }

  of(place: Place): NamedProcess[] {
    return this.processes.filter((each) => each.place === place).map(({ process }) => process);
  }

  /** Of the processes that answer for the register. */
  get urls(): string[] {
    return [...this.of('api'), ...this.of('everything')].map(({ url }) => url);
  }

  sql<R extends object>(text: string): Promise<R[]> {
    return this.postgres.sql<R>(text, this.database);
  }

  /** The process that projects, as it says itself; waits until there is one. */
  leader(): Promise<NamedProcess> {
    return this.leaderAfter(undefined);
  }

  /** The same, once it is another one. */
  async leaderAfter(former: NamedProcess | undefined): Promise<NamedProcess> {
    for (;;) {
      for (const each of this.of('projector')) {
        if (each !== former && each.runs && (await stateOf(each)) === 'running') return each;
      }
    }
  }

  /** How often a projection was taken over. */
  async epoch(): Promise<number> {
    const [row] = await this.sql<{ epoch: string }>('select max(epoch) as epoch from read_models.checkpoint');
    return Number(row!.epoch);
  }

  /** How far the slowest view is. */
  async position(): Promise<number> {
    const [row] = await this.sql<{ position: string }>('select min(position) as position from read_models.checkpoint');
    return Number(row!.position);
  }

  async end(): Promise<void> {
    await Promise.all(this.processes.map(({ process }) => process.end('SIGKILL')));
  }
}

interface Readiness {
  status: string;
  lag: number;
  /** `state`: `running`, `standby` or `idle`, of the process asked. */
  projections: { name: string; state: string; position: number }[];
}

export async function readiness(url: string): Promise<Readiness> {
  const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) });
  return (await answer.json()) as Readiness;
}

/** Nothing while it does not answer. */
const stateOf = ({ url }: NamedProcess): Promise<string | undefined> =>
  readiness(url).then(
    ({ projections }) => projections[0]?.state,
    () => undefined,
  );
