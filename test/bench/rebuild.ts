import { importLedgerFile } from '@app/runtime';
import { makeCity } from '../support/city/city';
import { ledgerCsv } from '../support/city/ledger-csv';
import { figure, seconds } from './machine';
import { ACTOR, UNIT, openStand } from './stand';

const EVENTS = 100_000;

/** All read models from an empty schema against reading the same log and parsing its bodies. */
export async function rebuildFigure(): Promise<void> {
  const stand = await openStand();
  try {
    const { store } = stand.ledger.foundation;
    for (let seed = 1; (await store.head()).position < EVENTS; seed++) {
      const city = makeCity({ cases: 10_000, seed, from: '2024-01-01', to: '2025-12-31', upTo: '2026-02-28' });
      const csv = Buffer.from(ledgerCsv(city.map((one) => ({ ...one, no: `${seed}-${one.no}` }))));
      await importLedgerFile(stand.ledger, { file: { name: 'city.csv', bytes: csv }, unit: UNIT, actor: ACTOR });
    }
    const { position: events } = await store.head();
    const rebuilt = await seconds(() => stand.ledger.projector.rebuild());
    let bytes = 0;
    const read = await seconds(async () => {
      const PAGE = 5_000;
      for (let after = 0; after < events; after += PAGE) {
        const { rows } = await stand.pool.query<{ body: string }>(
          'select * from log.events where position > $1 order by position limit $2',
          [after, PAGE],
        );
        for (const row of rows) {
          JSON.parse(row.body);
          bytes += row.body.length;
        }
      }
    });
    figure(
      'rebuild of all read models against reading and parsing the log',
      { what: 'events/s, all read models', perSecond: events / rebuilt },
      { what: 'events/s, read and parsed', perSecond: events / read },
      { events, seconds: Number(rebuilt.toFixed(1)), bodyMiB: Math.round(bytes / 2 ** 20) },
    );
  } finally {
    await stand.close();
  }
}
