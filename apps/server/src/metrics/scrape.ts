import type { Pool } from 'pg';
import type { EventStore, LogStore } from '@app/event-store';
import { parseSealText, SEAL_EVENT, SEALS_STREAM } from '@app/evidence';
import { JOB_NAMES, listUnfinished, type QueuedJobs } from '@app/jobs';
import type { Projector } from '@app/read-models';
import { LastSelfAudit } from '@app/use-cases';
import type { Part } from './metric-table';
import type { Sample } from './meters';

export interface Sources {
  store: EventStore;
  log: Pick<LogStore, 'readStored'>;
  projector: Pick<Projector, 'status'>;
  tables(): Promise<Pool>;
  worker(): { queuedJobs(): Promise<QueuedJobs[] | undefined> } | undefined;
}

type AskedPart = Exclude<Part, 'scrape'>;

/** Less than the 10 s in which Prometheus gives a scrape up. */
const PATIENCE_MS = 4_000;

/** What the gauges say now; asked for at a scrape and never in between. */
export class Scrape {
  private readonly selfAudits: LastSelfAudit;
  private seal: { revision: number; to: number; recordedAt: string } | undefined;

  constructor(
    private readonly sources: Sources,
    private readonly patienceMs = PATIENCE_MS,
  ) {
    this.selfAudits = new LastSelfAudit({ store: sources.store });
  }

  /** The gauges of every part. One that fails or is late has none, and the others do not wait for it. */
  async ask(): Promise<[Part, Sample[]][]> {
    const parts = Object.keys(this.ASK) as AskedPart[];
    const answers = await Promise.all(parts.map(async (part) => [part, await this.inTime(this.ASK[part]())] as const));
    const silent = answers.map(([part, samples]): Sample => {
      return { name: 'ledger_part_silent', labels: { part }, value: samples ? 0 : 1 };
    });
    const ready: Sample = { name: 'ledger_ready', labels: {}, value: isReady(new Map(answers)) ? 1 : 0 };
    return [
      ...answers.map(([part, samples]): [Part, Sample[]] => [part, samples ?? []]),
      ['scrape', [ready, ...silent]],
    ];
  }

  private readonly ASK: Record<AskedPart, () => Promise<Sample[]>> = {
    log: async () => {
      const { position } = await this.sources.store.head();
      return [{ name: 'ledger_log_head_position', labels: {}, value: position }];
    },
    projections: () => this.projections(),
    queue: async () => {
      const worker = this.sources.worker();
      if (!worker) return [];
      const depth = await worker.queuedJobs();
      const up: Sample = { name: 'ledger_queue_up', labels: {}, value: depth ? 1 : 0 };
      const jobs = (depth ?? []).map(({ kind, state, jobs: value }): Sample => {
        return { name: 'ledger_queue_jobs', labels: { kind, state }, value };
      });
      return [up, ...jobs];
    },
    jobs: async () => {
      const rows = await listUnfinished(await this.sources.tables());
      return JOB_NAMES.map((kind): Sample => {
        const value = rows.filter(({ jobId }) => jobId.startsWith(`${kind}:`)).length;
        return { name: 'ledger_jobs_unfinished', labels: { kind }, value };
      });
    },
    seals: () => this.seals(),
    self_audit: async () => {
      const last = await this.selfAudits.get();
      if (!last) return [];
      return [
        { name: 'ledger_self_audit_differences', labels: {}, value: last.differences },
        { name: 'ledger_self_audit_age_seconds', labels: {}, value: ageOf(last.recordedAt) },
      ];
    },
  };

  private async projections(): Promise<Sample[]> {
    const all = await this.sources.projector.status();
    // Stopped views say nothing of who leads.
    const leads = all.some(({ state }) => state === 'running');
    const ages = new Map<number, Promise<number>>();
    const samples = all.map(async ({ name: projection, position, lag, state, parked }): Promise<Sample[]> => {
      const labels = { projection };
      if (lag > 0 && !ages.has(position)) ages.set(position, this.ageAfter(position));
      return [
        { name: 'ledger_projection_position', labels, value: position },
        { name: 'ledger_projection_lag_events', labels, value: lag },
        { name: 'ledger_projection_lag_seconds', labels, value: lag > 0 ? await ages.get(position)! : 0 },
        { name: 'ledger_projection_stopped', labels, value: state === 'stopped' ? 1 : 0 },
        { name: 'ledger_projection_parked_streams', labels, value: Number(parked) },
      ];
    });
    const leader: Sample = { name: 'ledger_projector_leader', labels: {}, value: leads ? 1 : 0 };
    return [leader, ...(await Promise.all(samples)).flat()];
  }

  /** Age of the first event after a position, as stored: nothing is decrypted for it. */
  private async ageAfter(position: number): Promise<number> {
    for await (const { recordedAt } of this.sources.log.readStored({ after: position, to: position + 1 })) {
      return ageOf(recordedAt);
    }
    return 0;
  }

  private async seals(): Promise<Sample[]> {
    const { store } = this.sources;
    for await (const event of store.readStream(SEALS_STREAM, { from: (this.seal?.revision ?? -1) + 1 })) {
      if (event.type !== SEAL_EVENT) continue;
      const { revision, recordedAt, data } = event;
      this.seal = { revision, to: parseSealText(data['text'] as string).to, recordedAt };
    }
    const { position: head } = await store.head();
    if (!this.seal) return [{ name: 'ledger_unsealed_events', labels: {}, value: head }];
    return [
      { name: 'ledger_seal_age_seconds', labels: {}, value: ageOf(this.seal.recordedAt) },
      { name: 'ledger_unsealed_events', labels: {}, value: Math.max(0, head - this.seal.to - 1) },
    ];
  }

  private async inTime(answer: Promise<Sample[]>): Promise<Sample[] | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), this.patienceMs)));
    const failed = answer.catch(() => undefined);
    try {
      return await Promise.race([failed, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

const ageOf = (instant: string): number => Math.max(0, (Date.now() - Date.parse(instant)) / 1_000);

function isReady(answers: ReadonlyMap<AskedPart, Sample[] | undefined>): boolean {
  const [log, projections] = [answers.get('log'), answers.get('projections')];
  if (!log || !projections) return false;
  return !projections.some(({ name, value }) => name === 'ledger_projection_stopped' && value > 0);
}
