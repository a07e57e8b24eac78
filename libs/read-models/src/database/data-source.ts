import { DataSource } from 'typeorm';

/** The read models' connections, schema `read_models`; not yet connected. Migrations only, never synchronised (F22). */
export function readModelsDataSource(connectionString: string, poolSize = 10): DataSource {
  return new DataSource({ type: 'postgres', url: connectionString, poolSize });
}

/** Connects and migrates; several processes may do so at once. */
export async function openReadModels(connectionString: string, poolSize?: number): Promise<DataSource> {
  return readModelsDataSource(connectionString, poolSize).initialize();
}
