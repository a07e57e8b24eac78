import { request, Agent } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { silentLog } from '../../apps/server/src/http/server-log';
import { createServer } from '../../apps/server/src/start/create-server';
import { figure, seconds } from './machine';
import { UNIT, openStand } from './stand';

const CLIENTS = 32;
const PER_CLIENT = 150;

/** Registering applications over HTTP at 32 clients against one durable insert each at 32 connections. */
export async function commandFigure(): Promise<void> {
  const stand = await openStand(CLIENTS);
  const app = await createServer({
    foundation: stand.ledger.foundation,
    roles: ['api', 'projector'],
    log: silentLog,
    loopbackOnly: true,
  });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  try {
    const post = (n: string): Promise<void> =>
      new Promise((done, fail) => {
        const body = JSON.stringify({
          caseNo: n,
          channel: 'in_person',
          arrivedOn: '2025-03-03',
          applicantKind: 'natural_person',
          applicantName: '示例申请人',
          infoDescription: '示例事项',
        });
        const call = request(
          {
            port,
            host: '127.0.0.1',
            agent,
            method: 'POST',
            path: `/api/v1/units/${UNIT}/cases`,
            headers: {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(body),
              'idempotency-key': randomUUID(),
            },
          },
          (answer) => {
            answer.resume();
            answer.on('end', () =>
              answer.statusCode === 201 ? done() : fail(new Error(`status ${answer.statusCode}`)),
            );
          },
        );
        call.on('error', fail);
        call.end(body);
      });
    const clients = (run: (client: number, i: number) => Promise<unknown>, each: number): Promise<unknown> =>
      Promise.all(
        Array.from({ length: CLIENTS }, async (_, client) => {
          for (let i = 0; i < each; i++) await run(client, i);
        }),
      );
    await clients((client, i) => post(`warm-${client}-${i}`), 10);
    const commands = await seconds(() => clients((client, i) => post(`${client}-${i}`), PER_CLIENT));

    await stand.pool.query(
      'create table public.raw_append (n bigint generated always as identity primary key, body text not null)',
    );
    const body = 'x'.repeat(900);
    const insert = (): Promise<unknown> =>
      stand.pool.query({ name: 'raw', text: 'insert into public.raw_append (body) values ($1)', values: [body] });
    await clients(insert, 10);
    const raw = await seconds(() => clients(insert, PER_CLIENT * 4));
    figure(
      'command over HTTP at 32 clients against the raw durable append at 32 connections',
      { what: 'commands/s over HTTP', perSecond: (CLIENTS * PER_CLIENT) / commands },
      { what: 'committed inserts/s', perSecond: (CLIENTS * PER_CLIENT * 4) / raw },
    );
  } finally {
    agent.destroy();
    await app.close();
    await stand.close();
  }
}
