import type { Limits } from '../file/limits';
import type { LedgerReading } from './reading';

export interface LedgerFile {
  name: string;
  /** The bytes, or the path of the file. */
  bytes: Buffer | string;
}

export interface ReadOptions {
  unit: string;
  /** Year of dates that tell none (L-12). */
  year?: number;
  limits?: Partial<Limits>;
  /** Called every few hundred rows with the number of rows looked at. */
  onProgress?: (rows: number) => void;
}

/** Reads a ledger (xlsx or csv, by content) into case records with what is asked or refused per row; @throws FileRefused */
export async function readLedger(_file: LedgerFile, _options: ReadOptions): Promise<LedgerReading> {
  return Promise.reject(new Error('not yet'));
}
