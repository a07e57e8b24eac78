import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from, to } from 'pg-copy-streams';
import { importLedgerFile } from '@app/runtime';
import { makeCity } from '../support/city/city';
import { ledgerCsv } from '../support/city/ledger-csv';
import { figure, seconds } from './machine';
import { ACTOR, UNIT, openStand, type Stand } from './stand';

const CASES = 15_000;

/** A city's ledger comes in: events per second against COPY of the same stored rows. */
export async function importFigure(): Promise<void> {
  const stand = await openStand();
  try {
    const csv = Buffer.from(
      ledgerCsv(makeCity({ cases: CASES, seed: 1, from: '2024-01-01', to: '2025-12-31', upTo: '2026-02-28' })),
    );
    let events = 0;
    let peak = 0;
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
    const took = await seconds(async () => {
      ({ events } = await importLedgerFile(stand.ledger, {
        file: { name: 'city.csv', bytes: csv },
        unit: UNIT,
        actor: ACTOR,
      }));
    });
    clearInterval(watch);
    const copied = await copySeconds(stand);
    figure(
      'ledger import against COPY of the same rows',
      { what: `events/s, ${CASES} cases`, perSecond: events / took },
      { what: 'rows/s, COPY', perSecond: events / copied },
      { seconds: Number(took.toFixed(1)), events, peakRssMiB: Math.round(peak / 2 ** 20) },
    );
  } finally {
    await stand.close();
  }
}

/** Seconds to COPY the stored rows, as text, into an empty table of the same shape. */
async function copySeconds({ pool }: Stand): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('create table public.copied (like log.events)');
    const chunks: Buffer[] = [];
    for await (const chunk of client.query(to('copy log.events to stdout'))) chunks.push(chunk as Buffer);
    return await seconds(() => pipeline(Readable.from(chunks), client.query(from('copy public.copied from stdin'))));
  } finally {
    client.release();
  }
}
