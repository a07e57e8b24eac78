import { RefusedByLedger } from './command';

/** Which database a command works on: the one of `DATABASE_URL`, else the data folder. */
export function databaseChoice(data: string | undefined): { databaseUrl: string } | { dataDir: string } {
  const url = process.env['DATABASE_URL'];
  if (url !== undefined && url !== '') {
    if (data !== undefined) throw new RefusedByLedger('E_TWO_DATABASES', { field: 'data' });
    return { databaseUrl: url };
  }
  return { dataDir: data ?? './data' };
}
