import type { DataSource } from 'typeorm';
import { READ_MODELS_SCHEMA } from '../database/data-source';
import { inSnapshot } from '../database/in-transaction';
import { PROJECTIONS } from '../projections';

/** Every table of the read models in one moment, in a few lines that can be kept and held against another server. */
export interface Fingerprint {
  /** The log the rows were made from, how far, and the head of its chain there. */
  storeId: string;
  position: number;
  hash: string;
  /** By table name. */
  tables: Record<string, TableFingerprint>;
}

export interface TableFingerprint {
  rows: number;
  /** SHA-256 over the sorted SHA-256 of every row, hex: the same rows give the same, in whatever order they lie. */
  sha256: string;
}

/** `undefined` while the views are not at one position: a projector is at work. */
export async function fingerprintOf(dataSource: DataSource): Promise<Fingerprint | undefined> {
  return inSnapshot(dataSource, async (manager) => {
    const standing = await manager.query<{ position: number; storeId: string | null; hash: string | null }[]>(
      `select distinct position, store_id as "storeId", hash from "${READ_MODELS_SCHEMA}".checkpoint
        where projection = any($1)`,
      [PROJECTIONS.map(({ name }) => name)],
    );
    const [at] = standing;
    if (standing.length !== 1 || !at) return undefined;
    // How a row is written must not depend on the server or the account.
    await manager.query(`set local timezone = 'UTC'; set local datestyle = 'ISO'; set local extra_float_digits = 1`);
    const tables: Record<string, TableFingerprint> = {};
    for (const table of PROJECTIONS.flatMap((projection) => projection.tables).sort()) {
      const [row] = await manager.query<{ rows: number; sha256: string }[]>(
        `select count(*)::int as rows, encode(sha256(coalesce(string_agg(hash, ''::bytea order by hash), ''::bytea)), 'hex') as sha256
           from (select sha256(convert_to(t::text, 'UTF8')) as hash from "${READ_MODELS_SCHEMA}"."${table}" t) hashes`,
      );
      tables[table] = row!;
    }
    return { storeId: at.storeId ?? '', position: at.position, hash: at.hash ?? '', tables };
  });
}

/** Names of what is not the same: `log` where the rows were made from another history or another stretch of it. */
export function differencesBetween(one: Fingerprint, other: Fingerprint): string[] {
  const log = one.storeId === other.storeId && one.position === other.position && one.hash === other.hash;
  const names = [...new Set([...Object.keys(one.tables), ...Object.keys(other.tables)])].sort();
  const differ = (name: string) =>
    one.tables[name]?.rows !== other.tables[name]?.rows || one.tables[name]?.sha256 !== other.tables[name]?.sha256;
  return [...(log ? [] : ['log']), ...names.filter(differ)];
}
