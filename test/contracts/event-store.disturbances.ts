import { Client } from 'pg';
import type { Appended, EventStore } from '@app/event-store';
import type { TcpProxy } from '../support/tcp-proxy';
import { newStream, noting } from './event-store.samples';

/** Repeats an act with pauses until it is stopped; the stop waits for the act under way. */
export function repeatedly(act: () => Promise<void> | void, everyMs: number): { stop(): Promise<void> } {
  let stopped = false;
  const running = (async () => {
    while (!stopped) {
      await act();
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  })();
  return {
    stop: () => {
      stopped = true;
      return running;
    },
  };
}

/** Ends one of the log's connections on the server, chosen at random. */
export async function terminateOneBackend(admin: Client): Promise<number> {
  const { rowCount } = await admin.query(
    `select pg_terminate_backend(pid) from (
       select pid from pg_stat_activity
        where datname = current_database() and application_name in ('ledger log', 'ledger log listener')
        order by random() limit 1) one`,
  );
  return rowCount ?? 0;
}

/** An append that is committed while its client, whose answers the proxy holds back, still waits. */
export async function stalledAppend(
  slow: EventStore,
  observer: EventStore,
  proxy: TcpProxy,
): Promise<{ answer: Promise<Appended> }> {
  const request = noting(newStream(), 'no_stream');
  await slow.append(noting(newStream(), 'no_stream'));
  proxy.stall('answers');
  const answer = slow.append(request);
  while ((await observer.outcomeOf(request.commandId)) === undefined) await new Promise(setImmediate);
  return { answer };
}

export async function connected(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  client.on('error', () => undefined); // the database is dropped under it at the end
  await client.connect();
  return client;
}
