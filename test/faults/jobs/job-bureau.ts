import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { jobsDue, JobOffice, openJobTables, type Job, type JobPorts, type QueueBackend } from '@app/jobs';
import { jobPorts, openLedger, type Ledger } from '@app/runtime';
import { ActOnCase, RegisterApplication, RegisterUnit, caseStream } from '@app/use-cases';
import { freshDatabase, type FreshDatabase } from '../../support/postgres';

export const MASTER_KEY = '0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0';
const CLERK = { id: 'clerk-1', role: 'handler' } as const;
const ADMIN = { id: 'admin-1', role: 'admin' } as const;

/** A bureau whose applicants have let their time for correcting pass, and the parts of a job office. */
export class JobBureau {
  readonly caseIds: string[] = [];
  private readonly offices: JobOffice[] = [];

  private constructor(
    readonly database: FreshDatabase,
    readonly ledger: Ledger,
    readonly pool: Pool,
    private readonly tell: { instant: string },
  ) {}

  static async open(instant: string): Promise<JobBureau> {
    const database = await freshDatabase();
    const ledger = await openLedger({
      database: { databaseUrl: database.connectionString },
      unsafeForTests: true,
      env: { DISCLOSURE_MASTER_KEY: MASTER_KEY },
    });
    // As in a server: what the jobs need of the database must not wait for the projector to step down.
    await ledger.projector.start();
    await ledger.execute(new RegisterUnit({ unit: 'D01', name: '示例单位', commandId: randomUUID(), actor: ADMIN }));
    return new JobBureau(database, ledger, await openJobTables(database.connectionString), { instant });
  }

  /** Another unit, reporting as its kind does. */
  async unit(unit: string, kind: 'department' | 'government' | 'office' | 'township'): Promise<void> {
    await this.ledger.execute(
      new RegisterUnit({ unit, name: '示例单位', kind, commandId: randomUUID(), actor: ADMIN }),
    );
  }

  /** A case whose correction was due on 2025-01-14. */
  async unanswered(): Promise<string> {
    const { caseId } = await this.ledger.execute(
      new RegisterApplication({
        commandId: randomUUID(),
        actor: CLERK,
        data: {
          unit: 'D01',
          channel: 'in_person',
          arrivedOn: '2024-12-20',
          applicantKind: 'natural_person',
          applicantName: '示例申请人',
          applicantIdProof: 'X0000001',
          contact: '示例电话',
          infoDescription: '示例事项',
        },
      }),
    );
    const act = (command: ConstructorParameters<typeof ActOnCase>[0]['command']) =>
      this.ledger.execute(new ActOnCase({ caseId, commandId: randomUUID(), actor: CLERK, command }));
    await act({ name: 'RequestCorrection', data: { sentOn: '2024-12-27', items: ['名称不明确'], periodWd: 10 } });
    await act({ name: 'RecordCorrectionNoticeDelivery', data: { servedOn: '2024-12-30' } });
    this.caseIds.push(caseId);
    return caseId;
  }

  ports(changes: Partial<JobPorts> = {}, patienceMs?: number): JobPorts {
    const { commands, queries, projector, foundation } = this.ledger;
    const parts = {
      commands,
      queries,
      projector,
      write: foundation.write,
      instant: () => this.tell.instant,
      patienceMs,
    };
    return { ...jobPorts(parts), ...changes };
  }

  /** An office, and promises of the next end of a job, or of all of the day's, to be asked for before the jobs are. */
  office(
    backend: QueueBackend = this.inPostgres,
    stalledAfterMs?: number,
  ): { office: JobOffice; next: (name: Job['name']) => Promise<void>; all: () => Promise<unknown> } {
    const waiting = new Map<string, () => void>();
    const office = new JobOffice({
      backend,
      tables: () => Promise.resolve(this.pool),
      ports: this.ports(),
      stalledAfterMs,
      onDone: ({ name }) => waiting.get(name)?.(),
    });
    this.offices.push(office);
    const next = (name: Job['name']) => new Promise<void>((resolve) => waiting.set(name, resolve));
    return { office, next, all: () => Promise.all(this.ofTheDay().map(({ name }) => next(name))) };
  }

  /** What the day asks for. */
  ofTheDay(): Job[] {
    return jobsDue(this.ports().now(), ['D01']);
  }

  get inPostgres(): QueueBackend {
    return { connectionString: this.database.connectionString };
  }

  /** Every lapse and closing of a case, in order. */
  async happened(caseId: string): Promise<string[]> {
    const types: string[] = [];
    for await (const { type } of this.ledger.foundation.store.readStream(caseStream(caseId))) types.push(type);
    return types.filter((type) => type === 'CorrectionLapsed' || type === 'CaseClosed');
  }

  async close(): Promise<void> {
    for (const office of this.offices) await office.stop();
    await this.pool.end();
    await this.ledger.projector.stop();
    await this.ledger.close();
    await this.database.drop();
  }
}
