import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import type { Actor } from '@app/disclosure';
import { openLedger, type Ledger } from '@app/runtime';
import { RegisterUnit } from '@app/use-cases';

export const ACTOR: Actor = { id: 'bench', role: 'admin' };
export const UNIT = 'bench';

/** A ledger on an embedded PostgreSQL of its own, durable as in production, and a pool for the baselines beside it. */
export interface Stand {
  ledger: Ledger;
  pool: Pool;
  close(): Promise<void>;
}

export async function openStand(connections = 32): Promise<Stand> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ledger-bench-'));
  const ledger = await openLedger({ database: { dataDir } });
  const pool = new Pool({ connectionString: ledger.foundation.database.connectionString, max: connections });
  await ledger.execute(new RegisterUnit({ unit: UNIT, name: '示例单位', commandId: randomUUID(), actor: ACTOR }));
  return {
    ledger,
    pool,
    close: async () => {
      await pool.end();
      await ledger.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
