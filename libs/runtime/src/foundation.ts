import type { DataSource } from 'typeorm';
import { openDatabase, type OpenDatabase } from '@app/database';
import { EVENTS, civilDateOf, protectionOf, type LedgerEventType } from '@app/disclosure';
import {
  masterKey,
  protectedStore,
  type EventStore,
  type LogStore,
  type ProtectedStore,
  type Protection,
} from '@app/event-store';
import { readModelsDataSource } from '@app/read-models';
import { calendarsIn, type WriteSide } from '@app/use-cases';
import { sealKey } from './evidence/seal-key';
import { letterCheck } from './letter-check';
import { logChoice, openLog } from './log-choice';
import { oneAtATimeOn } from './one-at-a-time';
import type { RuntimeOptions } from './options';
import { pieceOrdinalFrom } from './piece-ordinal';
import { reapplyErasures } from './reapply-erasures';

/** What the roles of one process stand on: the database, the log, the read models' tables. */
export interface Foundation {
  database: OpenDatabase;
  store: EventStore;
  /** The same log as it is stored, protected fields in their envelopes: what is sealed, verified and bundled. */
  log: LogStore;
  /** Data keys in the clear, for what is opened on purpose and recorded before. */
  openDataKeys: ProtectedStore['openDataKeys'];
  dataSource: DataSource;
  write: WriteSide;
  close(): Promise<void>;
}

/** Which fields are encrypted, per event type, from the catalogue (D9). */
const PROTECTION: Protection = Object.fromEntries(
  (Object.keys(EVENTS) as LedgerEventType[]).map((type) => [type, protectionOf(type)]),
);

/** Opens everything in order; what was opened is closed again when a later part refuses. */
export async function openFoundation(options: RuntimeOptions): Promise<Foundation> {
  const opened: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const undo of opened.splice(0).reverse()) await undo();
  };
  try {
    const database = await openDatabase(options.database, options.log, { unsafeForTests: options.unsafeForTests });
    opened.push(() => database.close());
    const env = options.env ?? process.env;
    const key = await masterKey({ env, dataDir: database.dataDir });
    const sealing = await sealKey({ env, dataDir: database.dataDir, log: options.log });
    const choice = logChoice(env, database.connectionString);
    const plain = await openLog(choice, options.onGroup);
    opened.push(() => plain.close());
    const store = await protectedStore(plain, { key, protection: PROTECTION });
    const dataSource = readModelsDataSource(database.connectionString);
    await dataSource.initialize();
    opened.push(() => dataSource.destroy());
    await dataSource.runMigrations();
    const calendars = calendarsIn(store);
    const cameBack = await reapplyErasures(dataSource, store, choice.kind);
    if (cameBack > 0) options.log?.(`erasures: ${cameBack} data keys had come back and are destroyed again`);
    return {
      database,
      store,
      log: plain,
      openDataKeys: (streams) => store.openDataKeys(streams),
      dataSource,
      write: {
        store,
        calendars,
        today: () => civilDateOf(new Date().toISOString()),
        matchKey: store.matchKey,
        sealing: { log: plain, key: sealing },
        destroyKey: (stream, subject) => store.destroyKey(stream, subject),
        pieceOrdinal: pieceOrdinalFrom(dataSource, store),
        checkLetter: letterCheck(store, calendars),
        oneAtATime: oneAtATimeOn(database.connectionString),
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
