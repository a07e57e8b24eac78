import { dataFolderAt, prepareDataFolder } from './data-folder';
import { checkGround } from './ground';
import { Keeper } from './keeper';
import { appConnectionString } from './server-sessions';

/** Where the PostgreSQL is: a server that somebody runs, or a folder in which we run one. */
export type DatabaseChoice = { databaseUrl: string } | { dataDir: string };

export interface OpenOptions {
  /** A fixed port for the embedded server; without it a free one is chosen and kept. */
  port?: number;
  /** Tests and benchmarks only: accepts a server with fsync off, and runs the embedded one so. Never for real data. */
  unsafeForTests?: boolean;
}

export interface OpenDatabase {
  connectionString: string;
  embedded: boolean;
  /** Absolute; only when embedded. */
  dataDir?: string;
  /** The cluster was made by this call. */
  createdNow: boolean;
  /** Leaves the server; as the last process on the folder also stops it. Idempotent. Close your pools first. */
  close(): Promise<void>;
}

/**
 * Opens the database of a choice (D12), or throws DatabaseRefused. Several processes may open the same data folder at
 * once: they share one server. `log` gets one line per step, without credentials.
 */
export async function openDatabase(
  choice: DatabaseChoice,
  log: (line: string) => void = () => undefined,
  options: OpenOptions = {},
): Promise<OpenDatabase> {
  if ('databaseUrl' in choice) {
    await checkGround(choice.databaseUrl, options.unsafeForTests ?? false, log);
    return { connectionString: choice.databaseUrl, embedded: false, createdNow: false, close: () => Promise.resolve() };
  }
  const folder = dataFolderAt(choice.dataDir);
  prepareDataFolder(folder);
  const { keeper, opened } = await Keeper.open(folder, options, log);
  const connectionString = appConnectionString(opened.record);
  try {
    await checkGround(connectionString, options.unsafeForTests ?? false, log); // an adopted server may be anyhow
  } catch (error) {
    await keeper.close();
    throw error;
  }
  return {
    connectionString,
    embedded: true,
    dataDir: folder.root,
    createdNow: opened.createdNow,
    close: () => keeper.close(),
  };
}
