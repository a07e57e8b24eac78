import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { JobOffice, openJobTables, runJob, type JobPorts, type QueueBackend } from '@app/jobs';
import { jobPorts, openLedger } from '@app/runtime';
import { MASTER_KEY } from './job-bureau';

/** What a worker process is told. */
export interface ChildTask {
  connectionString: string;
  backend: QueueBackend;
  instant: string;
  on: string;
  stalledAfterMs: number;
  /** `stand`: stops for ever after the third case, unanswered; `race`: sweeps beside the queue when told to. */
  way: 'stand' | 'race';
}

/**
 * A worker in a process of its own. Lines on stdout: `standing` in mid-sweep, or `ready` and, after a line on stdin, the
 * result of the sweep.
 */
async function main([told]: string[]): Promise<void> {
  const task = JSON.parse(told!) as ChildTask;
  const { connectionString, backend, way, instant, on, stalledAfterMs } = task;
  const ledger = await openLedger({
    database: { databaseUrl: connectionString },
    unsafeForTests: true,
    env: { DISCLOSURE_MASTER_KEY: MASTER_KEY },
  });
  const pool = await openJobTables(connectionString);
  const { commands, queries, projector, foundation } = ledger;
  const ports = jobPorts({ commands, queries, projector, write: foundation.write, instant: () => instant });
  if (way === 'stand') {
    const office = new JobOffice({
      backend,
      tables: () => Promise.resolve(pool),
      ports: { ...ports, act: standingAfter(3, ports.act) },
      stalledAfterMs,
    });
    office.start();
    return;
  }
  say('ready');
  await once(process.stdin, 'data');
  say(JSON.stringify(await runJob({ name: 'sweep', data: { on } }, { pool, ports })));
  process.stdin.destroy();
  await pool.end();
  await ledger.close();
}

/** The act is recorded; whoever asked for it never hears. */
function standingAfter(acts: number, act: JobPorts['act']): JobPorts['act'] {
  let done = 0;
  return async (request) => {
    const answer = await act(request);
    done += 1;
    if (done < acts) return answer;
    say('standing');
    return new Promise(() => undefined);
  };
}

const say = (line: string): void => void writeSync(1, `${line}\n`);

main(process.argv.slice(2)).catch((error: unknown) => {
  say(`error ${error instanceof Error ? `${error.name} ${error.message}` : 'unknown'}`);
  process.exit(1);
});
