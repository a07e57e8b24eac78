import type { DataSource } from 'typeorm';
import type { EventStore } from '@app/event-store';
import { READ_MODELS_SCHEMA } from '../database/data-source';
import { PROJECTIONS } from '../projections';
import { allEnded } from './all-ended';
import { Bell } from './bell';
import { Checkpoints } from './checkpoints';
import { LeadLock } from './lead-lock';
import { Leadership } from './leadership';
import { LogReader } from './log-reader';
import { havePassed, progressOf, slowest, storedProgress, type Progress } from './progress';
import type { Projection, ProjectionName } from './projection';
import { ProjectionRun, type AroundBatch } from './projection-run';
import type { ProjectionStatus, RebuildProgress } from './projection-status';
import { statusOf } from './status-of';
import { rebuildUnder } from './rebuild';
import { AnotherProjector, ReadModelBehind } from './refusals';
import { refuseAnotherLog } from './same-log';
import { isTransient } from './transient';

export interface ProjectorOptions {
  store: EventStore;
  dataSource: DataSource;
  /** All of them unless told. */
  projections?: readonly Projection[];
  batchSize?: number;
  /** For specs: how checkpoints are moved. */
  checkpoints?: Checkpoints;
  /** How long `catchUp` bears that nothing moves, in ms: a leader elsewhere, or a connection that is cut again and again. */
  patienceMs?: number;
  log?: (line: string) => void;
  /** Looks on while a batch is applied. */
  around?: AroundBatch;
}

const ELECTION_MS = 1_000;
const WATCH_MS = 50;
const PATIENCE_MS = 30_000;

/**
 * Runs the projections, each in its own loop from its own checkpoint, in one process at a time (F13, F14). Any process
 * may wait and ask; only the elected one writes.
 */
export class Projector {
  private readonly store: EventStore;
  private readonly dataSource: DataSource;
  private readonly projections: readonly Projection[];
  private readonly checkpoints: Checkpoints;
  private readonly log: (line: string) => void;
  private leadership: Leadership | undefined;
  private started = false;
  private supervision: Promise<void> = Promise.resolve();
  private readonly ending = new Bell();

  constructor(private readonly options: ProjectorOptions) {
    this.store = options.store;
    this.dataSource = options.dataSource;
    this.projections = options.projections ?? PROJECTIONS;
    this.checkpoints = options.checkpoints ?? new Checkpoints(options.dataSource, READ_MODELS_SCHEMA);
    this.log = options.log ?? (() => undefined);
  }

  /** Follows the log until `stop`, or stands by while another process does. @throws ReadModelsOfAnotherLog */
  async start(): Promise<void> {
    if (this.started) return;
    await this.refuseAnotherLog();
    this.started = true;
    let elected: () => void = () => undefined;
    const firstElection = new Promise<void>((resolve) => (elected = resolve));
    this.supervision = this.supervise(elected);
    await firstElection;
  }

  async stop(): Promise<void> {
    this.started = false;
    this.ending.ring();
    await this.leadership?.end();
    await this.supervision;
  }

  /** Whether all (or the named) projections passed the position within the time; stopped ones do not count (F20). */
  async waitFor(position: number, ms: number, names: readonly ProjectionName[] = []): Promise<boolean> {
    const end = performance.now() + ms;
    for (;;) {
      const heard = this.leadership?.progress.heard ?? 0;
      if (await this.passed(position, names)) return true;
      const left = end - performance.now();
      if (left <= 0) return false;
      await this.pause(heard, Math.min(left, this.leads ? left : WATCH_MS));
    }
  }

  /**
   * Applies everything the log holds now, without `start` or beside it; what may pass by itself is tried again.
   * @throws ReadModelsOfAnotherLog, ReadModelBehind, and what broke while nothing moved for too long
   */
  async catchUp(): Promise<void> {
    await this.refuseAnotherLog();
    const { position: head } = await this.store.head();
    const { patienceMs = PATIENCE_MS } = this.options;
    const lastMove = { at: performance.now(), sum: -1 };
    let electionAt = 0;
    let broken: Error | undefined;
    while (!(await this.passed(head))) {
      if (!this.leads && performance.now() >= electionAt) {
        try {
          if (await this.leadOnce((runs) => this.runTo(head, runs))) return;
        } catch (error) {
          if (!(error instanceof Error) || !isTransient(error)) throw error;
          broken = error;
        }
        electionAt = performance.now() + ELECTION_MS;
      }
      const sum = (await this.progress()).reduce((total, { position }) => total + position, 0);
      if (sum > lastMove.sum) Object.assign(lastMove, { at: performance.now(), sum });
      if (performance.now() - lastMove.at >= patienceMs)
        throw broken ?? new ReadModelBehind(slowest(await this.progress()), head);
      await this.pause(this.leadership?.progress.heard ?? 0, WATCH_MS);
    }
  }

  async status(): Promise<ProjectionStatus[]> {
    const { position: head } = await this.store.head();
    return statusOf(this.checkpoints, this.projections, head, {
      state: this.leads ? 'running' : this.started ? 'standby' : 'idle',
      errors: this.leadership?.errors ?? new Map<string, string>(),
    });
  }

  /**
   * Replays the log beside the rows that are served and swaps them at the end (F19); all projections unless one is
   * named. @throws AnotherProjector, ProjectionStopped, and then the served rows stay
   */
  async rebuild(name?: ProjectionName, onProgress?: (progress: RebuildProgress) => void): Promise<void> {
    const projections = this.projections.filter((projection) => name === undefined || projection.name === name);
    const { store, dataSource, options } = this;
    const rebuild = { store, dataSource, projections, batchSize: options.batchSize };
    await this.checkpoints.ensure(this.projections);
    if (this.leadership && this.leads) await rebuildUnder(this.leadership.runs, rebuild, onProgress);
    else if (!(await this.leadOnce(() => rebuildUnder([], rebuild, onProgress)))) throw new AnotherProjector();
  }

  private get leads(): boolean {
    return this.leadership !== undefined && !this.leadership.ended;
  }

  /** Whether the rows were made from this log; asked by whoever serves them too (F31, F32). @throws ReadModelsOfAnotherLog */
  async refuseAnotherLog(): Promise<void> {
    await this.checkpoints.ensure(this.projections);
    await refuseAnotherLog(this.store, await this.store.head(), await this.checkpoints.read(this.names));
  }

  private get names(): string[] {
    return this.projections.map(({ name }) => name);
  }

  /** One election after the other until `stop`. */
  private async supervise(elected: () => void): Promise<void> {
    while (this.started) {
      try {
        await this.lead(elected);
      } catch (error) {
        this.log(`the projector stands by: ${error instanceof Error ? error.name : 'error'}`);
      }
      elected();
      const heard = this.ending.heard;
      if (this.started) await this.ending.next(heard, ELECTION_MS);
    }
  }

  /** Whoever stands by asks for the lock and for nothing else. */
  private async lead(elected: () => void): Promise<void> {
    const lock = await LeadLock.tryTake(this.connectionString, () => void this.leadership?.end());
    if (!lock) return;
    const reader = new LogReader(this.store, this.options.batchSize);
    try {
      await this.refuseAnotherLog();
      const { storeId, position } = await this.store.head();
      const leadership = new Leadership(this.store, await this.takeOver(reader, storeId), this.log);
      this.leadership = leadership;
      const ended = leadership.begin(position);
      elected();
      if (!this.started || lock.lost) await leadership.end();
      await ended;
    } finally {
      await reader.close();
      await lock.release();
      this.leadership = undefined;
    }
  }

  private async takeOver(reader: LogReader, storeId: string): Promise<ProjectionRun[]> {
    const runs = this.projections.map(
      (each) => new ProjectionRun(each, reader, this.checkpoints, storeId, this.options.around),
    );
    for (const run of runs) await run.takeOver();
    return runs;
  }

  /** Does something as the elected projector and steps down; `false` where another is elected. */
  private async leadOnce(work: (runs: ProjectionRun[]) => Promise<void>): Promise<boolean> {
    const lock = await LeadLock.tryTake(this.connectionString, () => undefined);
    if (!lock) return false;
    const reader = new LogReader(this.store, this.options.batchSize);
    try {
      await work(await this.takeOver(reader, (await this.store.head()).storeId));
      return true;
    } finally {
      await reader.close();
      await lock.release();
    }
  }

  private async runTo(head: number, runs: readonly ProjectionRun[]): Promise<void> {
    await allEnded(
      runs.map(async (run) => {
        while (run.position < head && (await run.step()) === 'advanced');
      }),
    );
  }

  private get connectionString(): string {
    const { options } = this.dataSource;
    if (options.type !== 'postgres' || options.url === undefined) throw new TypeError('a postgres url is needed');
    return options.url;
  }

  private progress(): Promise<Progress[]> {
    if (this.leadership && this.leads) return Promise.resolve(progressOf(this.leadership.runs));
    return storedProgress(this.checkpoints, this.names);
  }

  private async passed(position: number, names: readonly string[] = []): Promise<boolean> {
    return havePassed(await this.progress(), position, names.length > 0 ? names : this.names);
  }

  private async pause(heard: number, ms: number): Promise<void> {
    if (this.leadership && this.leads) await this.leadership.progress.next(heard, ms);
    else await new Promise((resolve) => setTimeout(resolve, ms));
  }
}
